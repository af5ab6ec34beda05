namespace TA.Engagements;

/// <summary>Every limit on what may be entered, in one place. Lengths are in UTF-16 code units after trimming.</summary>
public static class Limits
{
    /// <summary>A title, a name, a single line. The longest title among the real projects has 316.</summary>
    public const int Line = 400;

    /// <summary>A paragraph: a reason, a remark, what is missing.</summary>
    public const int Paragraph = 2_000;

    /// <summary>A longer text: what was asked, a comment.</summary>
    public const int Text = 8_000;

    /// <summary>Tasks of one engagement, cancelled ones included.</summary>
    public const int Tasks = 500;

    /// <summary>Predecessors of one task.</summary>
    public const int Predecessors = 40;

    /// <summary>Items in any other list of a command.</summary>
    public const int ListItems = 500;

    /// <summary>Documents of one engagement.</summary>
    public const int Documents = 400;

    /// <summary>Comments of one engagement.</summary>
    public const int Comments = 5_000;

    /// <summary>Unsettled conflicts of one engagement.</summary>
    public const int Conflicts = 200;

    /// <summary>Organizations that take part in one engagement.</summary>
    public const int Organizations = 100;

    /// <summary>Contributions to one programme or engagement.</summary>
    public const int Contributions = 100;

    /// <summary>Specialized units of one engagement.</summary>
    public const int Units = 20;

    /// <summary>Lines of one table of a unit: posts, procedures, referral agreements, premises and equipment.</summary>
    public const int UnitLines = 200;

    /// <summary>Courses of one engagement, and academies that take them over.</summary>
    public const int Courses = 100;

    /// <summary>Training sessions of one engagement.</summary>
    public const int Sessions = 400;

    /// <summary>The largest number of people or things in one count.</summary>
    public const int People = 1_000_000;

    /// <summary>The longest task, in working days.</summary>
    public const int WorkingDays = 1_500;

    /// <summary>The largest amount of money in any currency.</summary>
    public const decimal Amount = 1_000_000_000_000m;

    /// <summary>The largest document, in bytes: 20 MB.</summary>
    public const long DocumentBytes = 20 * 1024 * 1024;

    /// <summary>The largest body of a request that carries no document, in bytes.</summary>
    public const long BodyBytes = 256 * 1024;

    /// <summary>The largest file that is imported, in bytes: 8 MB.</summary>
    public const int ImportBytes = 8 * 1024 * 1024;

    /// <summary>The most rows of a file that is imported.</summary>
    public const int ImportRows = 5_000;

    /// <summary>The first date that is taken: the year of the United Nations Charter.</summary>
    public static readonly DateOnly FirstDate = new(1945, 1, 1);

    /// <summary>The last date that is taken.</summary>
    public static readonly DateOnly LastDate = new(2100, 12, 31);
}
