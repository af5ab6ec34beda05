namespace TA.Engagements;

/// <summary>Numbered text of a bill. Its content is kept outside the record, named by its hash, before the command that names it.</summary>
/// <param name="Id">From the command that added it.</param>
/// <param name="Number">From 1.</param>
/// <param name="On">When it was added.</param>
/// <param name="By">Who added it.</param>
/// <param name="Sha256">Names the content: an uploaded file, or the text per article.</param>
/// <param name="File">The uploaded file; null where the text is kept per article.</param>
/// <param name="Articles">The numbers of its articles, in their order; none for a file.</param>
/// <param name="Provisions">The provisions that it carries out.</param>
/// <param name="Note">What is new.</param>
/// <param name="Settles">The comments that it takes up.</param>
/// <param name="HumanRights">What the human-rights check found, question by question.</param>
public sealed record DraftVersion(
    Guid Id, int Number, DateOnly On, string By, string Sha256, DraftFile? File = null, Items<string> Articles = default, Items<ProvisionId> Provisions = default, string? Note = null,
    Items<SettledComments> Settles = default, Items<HumanRightsAnswer> HumanRights = default);

/// <summary>The file of a draft.</summary>
/// <param name="Name">File name.</param>
/// <param name="Type">PDF or DOCX.</param>
/// <param name="Bytes">1 to <see cref="Limits.DocumentBytes"/>.</param>
public sealed record DraftFile(string Name, DocumentType Type, long Bytes);

/// <summary>Comments of one round that a version takes up, by their numbers in the round.</summary>
public sealed record SettledComments(Guid Round, Items<int> Numbers);

/// <summary>Adds the next version of a bill, whose content has been stored.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Number">The number that it shall have, as the person saw it: one more than the newest.</param>
/// <param name="Sha256">Names the content.</param>
/// <param name="File">The uploaded file; null where the content is the text per article.</param>
/// <param name="Articles">The numbers of the articles; none for a file, one at least for a text.</param>
/// <param name="Provisions">The provisions that it carries out.</param>
/// <param name="Note">What is new.</param>
/// <param name="Settles">The accepted comments that it takes up.</param>
public sealed record AddDraftVersion(
    Guid Bill, int Number, string Sha256, DraftFile? File = null, [property: Length(Limits.ArticleNumber)] Items<string> Articles = default, Items<ProvisionId> Provisions = default,
    [property: Length(Limits.Paragraph)] string? Note = null, Items<SettledComments> Settles = default) : LegislationCommand;

/// <summary>A bill has a new version.</summary>
public sealed record DraftVersionAdded(
    Guid Bill, Guid Version, int Number, string Sha256, DraftFile? File = null, Items<string> Articles = default, Items<ProvisionId> Provisions = default, string? Note = null,
    Items<SettledComments> Settles = default) : LegislationEvent;

/// <summary>The version is not the next one: somebody else has added one meanwhile.</summary>
/// <param name="Number">The number asked for.</param>
/// <param name="Next">The number that the next version gets.</param>
public sealed record NotTheNextVersion(int Number, int Next) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>A draft is a file, or a text with articles; not both and not neither.</summary>
public sealed record FileOrArticles : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

internal static class AddingDraftVersions
{
    public static Decision Decide(Engagement engagement, AddDraftVersion command, in Asked asked)
    {
        var (work, id) = (engagement.Legislation, asked.CommandId);
        if (work.Bills.Any(b => b.Versions.Any(v => v.Id == id)))
            return Decision.Nothing;
        if (command.File is { Bytes: < 1 or > Limits.DocumentBytes })
            return new OutOfRange("file.bytes", command.File.Bytes, 1, Limits.DocumentBytes);
        if (command.File is null == (command.Articles.Count == 0))
            return new FileOrArticles();
        if (KeepingBills.Fault(work, command.Bill) is { } refusal)
            return refusal;
        var bill = work.Bill(command.Bill)!;
        if (command.Number != bill.Versions.Count + 1)
            return new NotTheNextVersion(command.Number, bill.Versions.Count + 1);
        if (bill.Versions.Count >= Limits.DraftVersions)
            return new TooMany("versions", Limits.DraftVersions);
        foreach (var provision in command.Provisions)
            if (!work.IsListed(provision))
                return new ProvisionUnknown(provision);
        var settles = command.Settles.GroupBy(s => s.Round, (round, s) => new SettledComments(round, s.SelectMany(c => c.Numbers).Distinct().Order().ToItems())).Where(s => s.Numbers.Count > 0).ToItems();
        return SettlesFault(work, bill, settles) is { } fault
            ? fault
            : new DraftVersionAdded(bill.Id, id, command.Number, command.Sha256, command.File, command.Articles, command.Provisions.Distinct().ToItems(), command.Note, settles);
    }

    private static Refusal? SettlesFault(LegislationWork work, Bill bill, Items<SettledComments> settles)
    {
        foreach (var settled in settles)
        {
            if (work.Round(settled.Round) is not { } round || round.Bill != bill.Id)
                return new RoundUnknown(settled.Round);
            foreach (var number in settled.Numbers)
                if (!round.ToSettle().Contains(number))
                    return new NothingToSettle(round.Id, number);
        }

        return null;
    }

    public static LegislationWork Apply(LegislationWork work, DraftVersionAdded added, in Occurrence when)
    {
        var bill = work.Bill(added.Bill)!;
        var version = new DraftVersion(added.Version, added.Number, when.On, when.Actor.Name, added.Sha256, added.File, added.Articles, added.Provisions, added.Note, added.Settles);
        work = work.With(bill with { Versions = bill.Versions.Add(version) });
        foreach (var settled in added.Settles)
        {
            var round = work.Round(settled.Round)!;
            work = work.With(round with
            {
                Accepted = round.Accepted.Where(n => !settled.Numbers.Contains(n)).ToItems(),
                Comments = round.Comments.Select(c => settled.Numbers.Contains(c.Number) ? c with { SettledBy = added.Number } : c).ToItems(),
            });
        }

        return work;
    }
}
