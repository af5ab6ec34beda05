using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TA.Casework.Grains;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Api;

/// <summary>A command whose answer did not come, though it may be kept: the log says why, and it is never answered as if it were refused.</summary>
public sealed class UnknownAnswerTests : IAsyncLifetime
{
    private readonly Lines lines = new();
    private readonly LosesAnswers losing = new();
    private RunningSite site = null!;
    private HttpClient officer = null!;

    public async Task InitializeAsync()
    {
        site = await RunningSite.Start(services => services.AddSingleton<IIncomingGrainCallFilter>(losing).AddLogging(logging => logging.AddProvider(lines)));
        officer = site.WithToken(await site.NewToken(await site.Add(AccountRoles.Officer, organization: null)));
    }

    public async Task DisposeAsync()
    {
        officer.Dispose();
        await site.DisposeAsync();
    }

    public static TheoryData<Exception> NoAnswers => [new TimeoutException("No answer."), new ObjectDisposedException("silo"), new SqliteException("The disk fails.", 10), new InvalidOperationException("This may pass.", new SqliteException("The disk fails.", 10)), new NewerFormatException("KEN-2026-0001", 3, 2)];

    [Theory, MemberData(nameof(NoAnswers))]
    public async Task The_log_tells_why_nobody_knows_whether_a_command_was_kept(Exception fault)
    {
        var (address, id) = (await Opened(), Guid.NewGuid());
        losing.Fault = fault;
        using var answer = await Comment(address, id);

        await answer.IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains(lines.Written, line => line.Fault?.GetType() == fault.GetType() && line.IsOf("CommandId", id) && line.IsOf("Engagement", address.Split('/')[^1]));
        Assert.Contains(lines.Written, line => line.Message.Contains($"nobody knows whether CommentOnTask {id} was kept", StringComparison.Ordinal));
        losing.Fault = null;
        await (await Comment(address, id)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fault_of_the_product_is_told_as_one()
    {
        var (address, id) = (await Opened(), Guid.NewGuid());
        losing.Fault = new InvalidOperationException("A rule is wrong.");

        using var answer = await Comment(address, id);

        await answer.IsProblem(HttpStatusCode.InternalServerError, "fault");
        Assert.Contains(lines.Written, line => line.Fault is InvalidOperationException && line.IsOf("CommandId", id));
    }

    [Fact]
    public async Task An_opening_that_has_a_number_stays_unknown_whatever_goes_wrong_and_gets_that_number_when_it_is_repeated()
    {
        var id = Guid.NewGuid();
        losing.Fault = new InvalidOperationException("A rule is wrong.");
        await (await officer.Command("/api/engagements", ApiSite.Opening, id)).IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
        Assert.Contains(lines.Written, line => line.Fault is InvalidOperationException && line.IsOf("CommandId", id));
        losing.Fault = null;

        using var again = await officer.Command("/api/engagements", ApiSite.Opening, id);

        await again.Is(HttpStatusCode.Created);
        Assert.EndsWith("-0001", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private async Task<string> Opened()
    {
        using var opened = await officer.Command("/api/engagements", ApiSite.Opening);
        await opened.Is(HttpStatusCode.Created);
        return opened.Headers.Location!.OriginalString;
    }

    private Task<HttpResponseMessage> Comment(string address, Guid id) => officer.Command($"{address}/comment-on-task", """{"task":"case.request.log","text":"A remark"}""", id);

    /// <summary>Lets an engagement keep what it is told, and loses its answer.</summary>
    private sealed class LosesAnswers : IIncomingGrainCallFilter
    {
        public Exception? Fault { get; set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (Fault is not null && context.Grain is IEngagementGrain && context.MethodName == nameof(IEngagementGrain.Execute))
                throw Fault;
        }
    }
}
