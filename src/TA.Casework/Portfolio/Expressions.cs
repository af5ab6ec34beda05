using System.Linq.Expressions;

namespace TA.Casework.Portfolio;

/// <summary>Puts conditions together so that they stay translatable to SQL.</summary>
internal static class Expressions
{
    /// <summary>Both hold.</summary>
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, other.Replace(0, one.Parameters[0])), one.Parameters);

    /// <summary>One of them holds.</summary>
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, other.Replace(0, one.Parameters[0])), one.Parameters);

    /// <summary>It does not hold.</summary>
    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> condition) => Expression.Lambda<Func<T, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>A condition on what an expression yields.</summary>
    public static Expression<Func<T, bool>> Then<T, TValue>(this Expression<Func<T, TValue>> value, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(condition.Replace(0, value.Body), value.Parameters);

    /// <summary>The body of a lambda in which a parameter is replaced.</summary>
    public static Expression Replace(this LambdaExpression lambda, int parameter, Expression by) => new Replacement(lambda.Parameters[parameter], by).Visit(lambda.Body);

    /// <summary>Comes behind a place in an order: the key is greater than the last, or less when descending.</summary>
    public static Expression<Func<T, bool>> Behind<T, TKey>(Expression<Func<T, TKey>> key, Expression<Func<TKey>> last, bool descending) =>
        Expression.Lambda<Func<T, bool>>(Compare(key.Body, last.Body, descending), key.Parameters);

    /// <summary>The key is the last one.</summary>
    public static Expression<Func<T, bool>> At<T, TKey>(Expression<Func<T, TKey>> key, Expression<Func<TKey>> last) =>
        Expression.Lambda<Func<T, bool>>(Expression.Equal(key.Body, last.Body), key.Parameters);

    private static BinaryExpression Compare(Expression left, Expression right, bool descending)
    {
        if (left.Type == typeof(string))
        {
            left = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
            right = Expression.Constant(0);
        }

        return descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    private sealed class Replacement(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
