namespace TA.Engagements;

/// <summary>An edit whose <see cref="Edit{T}.From"/> may be null, because nothing was there, and whose <see cref="Edit{T}.To"/> may not.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotNullToAttribute : Attribute;
