using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Casework.Mail;

/// <summary>Mails that wait, and how far the histories have been looked through for mails.</summary>
internal sealed class MailDb(DbContextOptions<MailDb> options) : DbContext(options)
{
    public DbSet<WaitingMail> Waiting => Set<WaitingMail>();

    public DbSet<SeenEngagement> Seen => Set<SeenEngagement>();

    public DbSet<MailBeginning> Beginnings => Set<MailBeginning>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<WaitingMail>(row =>
        {
            row.ToTable("mail_waiting").HasKey(m => m.Id);
            row.Property(m => m.Id).HasColumnName("id");
            row.Property(m => m.Account).HasColumnName("account");
            row.Property(m => m.Subject).HasColumnName("subject");
            row.Property(m => m.Body).HasColumnName("body");
            row.Property(m => m.Since).HasColumnName("since");
            row.Property(m => m.Failures).HasColumnName("failures");
            row.Property(m => m.NextAt).HasColumnName("next_at");
        });
        model.Entity<SeenEngagement>(row =>
        {
            row.ToTable("mail_seen").HasKey(s => s.Reference);
            row.Property(s => s.Reference).HasColumnName("reference");
            row.Property(s => s.Tag).HasColumnName("tag");
            row.Property(s => s.Version).HasColumnName("version").IsConcurrencyToken();
        });
        model.Entity<MailBeginning>(row =>
        {
            row.ToTable("mail_beginning").HasKey(b => b.Id);
            row.Property(b => b.Id).HasColumnName("id").ValueGeneratedNever();
            row.Property(b => b.At).HasColumnName("at");
        });
    }
}

/// <summary>A mail that has not been handed to the mail server yet.</summary>
public sealed class WaitingMail
{
    /// <summary>From the engagement, the version of the event and the account: the same event never makes two.</summary>
    public required string Id { get; init; }

    /// <summary>The account it goes to. Its address is looked up when the mail is sent.</summary>
    public required string Account { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    /// <summary>When it was put here, UTC ticks.</summary>
    public required long Since { get; init; }

    /// <summary>How often the mail server has refused it.</summary>
    public int Failures { get; set; }

    /// <summary>When it is to be tried next, UTC ticks.</summary>
    public long NextAt { get; set; }
}

/// <summary>How far an engagement has been looked through.</summary>
internal sealed class SeenEngagement
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The storage tag it had.</summary>
    public required string Tag { get; set; }

    /// <summary>The version up to which its events have been looked at; 0 for one that was there before mails began.</summary>
    public required long Version { get; set; }
}

/// <summary>When mails began in this data folder: of what happened before, nobody is told.</summary>
internal sealed class MailBeginning
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>UTC ticks.</summary>
    public required long At { get; init; }
}

/// <summary>Brings the tables up to date, step by step. Steps are added, never changed.</summary>
internal sealed class MailSchema(IDbContextFactory<MailDb> databases)
{
    private const string Name = "mail";

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE mail_waiting (id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, since BIGINT NOT NULL, failures INTEGER NOT NULL, next_at BIGINT NOT NULL);
        CREATE INDEX mail_waiting_next ON mail_waiting (next_at);
        CREATE TABLE mail_seen (reference TEXT NOT NULL PRIMARY KEY, tag TEXT NOT NULL, version BIGINT NOT NULL);
        CREATE TABLE mail_beginning (id INTEGER NOT NULL PRIMARY KEY, at BIGINT NOT NULL);
        """,
    ];

    /// <summary>Does the steps that have not been done.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Climb(db, Name, Steps, cancellation);
    }

    /// <summary>Ends with <see cref="NotMigratedException"/> unless all have been done.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Check(db, Name, Steps.Length, cancellation);
    }
}
