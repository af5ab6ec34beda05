namespace TA.Engagements;

/// <summary>Every limit on what may be entered, in one place. Lengths are in UTF-16 code units of the text as it is sent; the pages take space off its ends before.</summary>
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

    /// <summary>Gates outside of one engagement, dropped ones included.</summary>
    public const int OutsideGates = 60;

    /// <summary>Baselines of one engagement: one for each amendment, and room for approvals.</summary>
    public const int Baselines = Amendments + 20;

    /// <summary>Public holidays of one calendar.</summary>
    public const int Holidays = 400;

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

    /// <summary>Edits of one engagement that asked to be kept in a conflict: work done offline.</summary>
    public const int OfflineEdits = 4_000;

    /// <summary>Organizations that take part in one engagement.</summary>
    public const int Organizations = 100;

    /// <summary>Contributions to one programme or engagement.</summary>
    public const int Contributions = 100;

    /// <summary>Risks of one engagement, closed ones included.</summary>
    public const int Risks = 200;

    /// <summary>Mitigating measures of one engagement, settled ones included.</summary>
    public const int Measures = 400;

    /// <summary>Signed agreements of one engagement.</summary>
    public const int Agreements = 100;

    /// <summary>Amendments of one engagement or programme.</summary>
    public const int Amendments = 100;

    /// <summary>Evaluations of one engagement.</summary>
    public const int Evaluations = 20;

    /// <summary>Recommendations of one engagement's evaluations, and as many findings of reviews.</summary>
    public const int Recommendations = 200;

    /// <summary>Lessons of one engagement.</summary>
    public const int Lessons = 200;

    /// <summary>Data products shared by one engagement.</summary>
    public const int DataProducts = 200;

    /// <summary>The largest number that an indicator, its baseline or a target may have.</summary>
    public const decimal Indicator = 1_000_000_000m;

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

    /// <summary>Gap assessments of one engagement.</summary>
    public const int Assessments = 6;

    /// <summary>Provisions that one command rates: a page of the assessment.</summary>
    public const int RatedAtOnce = 60;

    /// <summary>Provisions that officers add to one engagement beside those of the product.</summary>
    public const int AddedProvisions = 60;

    /// <summary>Provisions that officers have added to one engagement and taken off again, together.</summary>
    public const int ProvisionsEverAdded = 240;

    /// <summary>Bills of one engagement.</summary>
    public const int Bills = 20;

    /// <summary>Draft versions of one bill.</summary>
    public const int DraftVersions = 60;

    /// <summary>Review rounds of one engagement.</summary>
    public const int ReviewRounds = 60;

    /// <summary>Comments of one review round.</summary>
    public const int ReviewComments = 200;

    /// <summary>Readings of one bill, of all chambers together.</summary>
    public const int Readings = 9;

    /// <summary>The number of an article, as in <c>5 bis</c>, or the article of a treaty.</summary>
    public const int ArticleNumber = 40;

    /// <summary>The text of one article of a draft.</summary>
    public const int ArticleText = 20_000;

    /// <summary>The text of a whole draft, in bytes of its kept form: 1 MB.</summary>
    public const int DraftBytes = 1024 * 1024;

    /// <summary>The first date that is taken: the year of the United Nations Charter.</summary>
    public static readonly DateOnly FirstDate = new(1945, 1, 1);

    /// <summary>The last date that is taken.</summary>
    public static readonly DateOnly LastDate = new(2100, 12, 31);
}
