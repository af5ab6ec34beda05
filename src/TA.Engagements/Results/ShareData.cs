namespace TA.Engagements;

/// <summary>A data set or analysis on root causes and migration patterns that was shared (conclusion e of the twelfth Crime Congress). Totals only, never data of persons.</summary>
public sealed record DataProduct
{
    /// <summary>From the command that recorded it.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public DataProductKind Kind { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The day on which it was shared.</summary>
    public DateOnly SharedOn { get; init; }

    /// <summary>With whom, in one line.</summary>
    public required string SharedWith { get; init; }

    /// <summary>Where it can be read, an address; null where it is not public.</summary>
    public string? Address { get; init; }

    /// <summary>The file among the engagement's documents, or null.</summary>
    public Guid? File { get; init; }

    /// <summary>Why it no longer counts; null while it does.</summary>
    public string? WithdrawnBecause { get; init; }
}

/// <summary>Kinds of data product.</summary>
public enum DataProductKind
{
    /// <summary>A set of data.</summary>
    DataSet,

    /// <summary>An analysis.</summary>
    Analysis,

    /// <summary>A report with both.</summary>
    Report,
}

/// <summary>Records that a data product was shared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">One line.</param>
/// <param name="SharedOn">The day, not in the future.</param>
/// <param name="SharedWith">With whom.</param>
/// <param name="Address">Where it can be read, or null.</param>
/// <param name="File">The file among the engagement's documents, or null.</param>
public sealed record ShareDataProduct(DataProductKind Kind, string Title, DateOnly SharedOn, string SharedWith, string? Address = null, Guid? File = null) : ResultsCommand;

/// <summary>A data product was shared.</summary>
public sealed record DataProductShared(DataProduct Product) : ResultsEvent;

/// <summary>Takes a data product back: it no longer counts.</summary>
public sealed record WithdrawDataProduct(Guid Product, [property: Length(Limits.Paragraph)] string Because) : ResultsCommand;

/// <summary>A data product no longer counts.</summary>
public sealed record DataProductWithdrawn(Guid Product, string Because) : ResultsEvent;

/// <summary>No such data product is on record.</summary>
public sealed record DataProductUnknown(Guid Product) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class SharingData
{
    public static Decision Decide(Engagement engagement, ShareDataProduct command, in Asked asked)
    {
        var id = asked.CommandId;
        if (engagement.Results.Products.Any(p => p.Id == id))
            return Decision.Nothing;
        if (command.SharedOn > asked.Today)
            return new DateInFuture("sharedOn", command.SharedOn);
        if (Agreeing.FileFault(engagement, command.File) is { } fault)
            return fault;
        if (engagement.Results.Products.Count >= Limits.DataProducts)
            return new TooMany("products", Limits.DataProducts);
        return new DataProductShared(new()
        {
            Id = id,
            Kind = command.Kind,
            Title = command.Title,
            SharedOn = command.SharedOn,
            SharedWith = command.SharedWith,
            Address = command.Address,
            File = command.File,
        });
    }

    public static Decision Decide(Engagement engagement, WithdrawDataProduct command) =>
        engagement.Results.Products.FirstOrDefault(p => p.Id == command.Product) switch
        {
            null => new DataProductUnknown(command.Product),
            { WithdrawnBecause: not null } => Decision.Nothing,
            _ => new DataProductWithdrawn(command.Product, command.Because),
        };

    public static ResultsWork Apply(ResultsWork results, DataProductWithdrawn withdrawn)
    {
        var at = results.Products.FindIndex(p => p.Id == withdrawn.Product);
        return results with { Products = results.Products.SetItem(at, results.Products[at] with { WithdrawnBecause = withdrawn.Because }) };
    }
}
