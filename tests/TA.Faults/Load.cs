using System.Collections.Concurrent;
using System.Diagnostics;

namespace TA.Faults;

/// <summary>
/// Eight clients of two officers who read and change six engagements, four times as many reads as changes, several people on one task. They repeat what was acknowledged or not answered, at once or
/// later and in another order. Now and then they open another engagement. Each waits for its answer before it goes on; beside them somebody reads four times a second and comments twice, whether there was an answer or not.
/// </summary>
internal sealed class Load
{
    private const int Clients = 8;
    private const int EngagementsBefore = 6;
    // A record remembers 256 commands; beyond them a repetition is answered with "nothing to do".
    private const int MostLater = 10;
    private const int OneOpeningIn = 40;
    private const string Work = "case.request.log";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<SentCommand> sent = new();
    private readonly ConcurrentQueue<SentOpening> openings = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentQueue<long> answered = new();
    private readonly ConcurrentQueue<(SentCommand Command, long Sent, long Answered)> acknowledged = new();
    private readonly CancellationTokenSource stop = new();
    private readonly string[] engagements;
    private int reads;
    private int withoutAnswer;
    private int broken;
    private Task clients = Task.CompletedTask;

    private Load(string[] engagements) => this.engagements = engagements;

    /// <summary>Everything that was sent.</summary>
    public IReadOnlyCollection<SentCommand> Sent => sent;

    /// <summary>Every opening that was sent under load.</summary>
    public IReadOnlyCollection<SentOpening> Openings => openings;

    /// <summary>The engagements that were there before.</summary>
    public IReadOnlyCollection<string> Engagements => engagements;

    /// <summary>How many requests got an answer that is neither 503 nor a broken connection.</summary>
    public int Answered => answered.Count;

    /// <summary>How many requests got 503, or no whole answer.</summary>
    public int WithoutAnswer => withoutAnswer;

    /// <summary>How many requests by the front door got no whole answer, not even 503.</summary>
    public int Broken => broken;

    /// <summary>How many requests were reads.</summary>
    public int Reads => reads;

    /// <summary>What went wrong with reads.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Opens the engagements and lets the clients begin.</summary>
    public static async Task<Load> Begin(IReadOnlyList<Caller> officers, Random random)
    {
        var engagements = new string[EngagementsBefore];
        for (var i = 0; i < EngagementsBefore; i++)
        {
            var answer = await officers[0].Post("/api/engagements", Guid.NewGuid(), SentCommand.Opening($"Engagement {i} under load"));
            engagements[i] = answer.Status == 201 ? answer.Body.GetProperty("reference").GetString()!
                : throw new InvalidOperationException($"Opening an engagement of a sound cluster was answered with {answer.Status}: {answer.Body}");
        }

        var load = new Load(engagements);
        var seeds = Enumerable.Range(0, Clients).Select(_ => random.Next()).ToList();
        load.clients = Task.WhenAll(
            [.. seeds.Select((seed, number) => Task.Run(() => load.Client(officers[number % officers.Count], new Random(seed)))), load.Impatient(officers[0], new Random(random.Next()))]);
        return load;
    }

    /// <summary>Sends remarks on each of the engagements at once, three on each, and waits for their answers.</summary>
    public Task SendRemarks(Caller caller) => Task.WhenAll(Enumerable.Range(0, 3 * EngagementsBefore).Select(number => SendRemark(caller, engagements[number % EngagementsBefore])));

    private Task SendRemark(Caller caller, string engagement)
    {
        var command = Remark(engagement);
        sent.Enqueue(command);
        return Send(caller, command);
    }

    /// <summary>Has the clients send nothing new, and waits until each of their requests has its answer.</summary>
    public async Task End()
    {
        await stop.CancelAsync();
        await clients;
    }

    /// <summary>The longest time between two moments in which nobody got an answer, in a stretch of time that ends now.</summary>
    public TimeSpan LongestSilence(long since)
    {
        long[] moments = [since, .. answered.Where(m => m > since).Order(), Stopwatch.GetTimestamp()];
        return moments.Zip(moments.Skip(1), Stopwatch.GetElapsedTime).Max();
    }

    /// <summary>How many changes were kept that people sent after one moment and were told of before another. An earlier answer that is given again is none.</summary>
    public int Kept(long after, long before) => acknowledged.Where(a => a.Sent > after && a.Answered < before).DistinctBy(a => a.Command).Count();

    private async Task Client(Caller caller, Random random)
    {
        var earlier = new List<SentCommand>();
        var opened = new List<SentOpening>();
        while (!stop.IsCancellationRequested)
        {
            var engagement = engagements[random.Next(engagements.Length)];
            if (random.Next(5) > 0)
                await Read(caller, engagement, random);
            else if (random.Next(OneOpeningIn) == 0)
                await Open(caller, opened, random);
            else if (random.Next(6) == 0 && earlier.Count > 0)
                await Send(caller, earlier[^random.Next(1, Math.Min(earlier.Count, MostLater) + 1)]);
            else
            {
                var command = Next(engagement, random);
                sent.Enqueue(command);
                // Now and then an impatient client repeats at once.
                await Task.WhenAll(Enumerable.Range(0, command.IsComment && random.Next(8) == 0 ? 3 : 1).Select(_ => Send(caller, command)));
                // One that was refused is not sent again: it would be decided anew.
                if (!command.IsWithoutEffect)
                    earlier.Add(command);
            }
        }
    }

    private async Task Open(Caller caller, List<SentOpening> earlier, Random random)
    {
        var isNew = earlier.Count == 0 || random.Next(3) > 0;
        var opening = isNew ? new SentOpening(caller) : earlier[random.Next(earlier.Count)];
        if (isNew)
        {
            openings.Enqueue(opening);
            earlier.Add(opening);
        }

        // Now and then an impatient client repeats at once.
        await Task.WhenAll(Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(async _ => await Note(await opening.Send(), caller)));
    }

    private async Task Impatient(Caller caller, Random random)
    {
        var asked = new List<Task>();
        for (var turn = 0; !stop.IsCancellationRequested; await Task.Delay(Pause), turn++)
        {
            asked.Add(Read(caller, engagements[random.Next(engagements.Length)], random));
            // The clients all wait before long for the engagements of a silo that is gone; changes of the others go on.
            if (turn % 2 == 1)
                asked.Add(SendRemark(caller, engagements[turn / 2 % engagements.Length]));
        }

        await Task.WhenAll(asked);
    }

    private async Task Send(Caller caller, SentCommand command)
    {
        var (isKnown, began) = (command.Version is not null, Stopwatch.GetTimestamp());
        var answer = await command.Send(caller);
        if (!isKnown && command.Version is not null)
            acknowledged.Enqueue((command, began, Stopwatch.GetTimestamp()));
        await Note(answer, caller);
    }

    private async Task Read(Caller caller, string engagement, Random random)
    {
        Interlocked.Increment(ref reads);
        var path = random.Next(8) switch
        {
            0 => "/api/portfolio",
            1 => "/api/my/tasks",
            2 => $"/api/engagements/{engagement}/history",
            3 => $"/api/engagements/{engagement}/plan",
            _ => $"/api/engagements/{engagement}",
        };
        var answer = await caller.Get(path);
        if (answer.Took > SentCommand.LongestAnswer)
            faults.Enqueue($"Hang: {path} was answered after {answer.Took.TotalSeconds:f1} s");
        if (answer.Status == 503 && !answer.SaysWhenToRetry)
            faults.Enqueue($"No Retry-After: {path} was answered with 503");
        if (answer.Status is not (0 or 200 or 503))
            faults.Enqueue($"Fault of the server: {path} was answered with {answer.Status} {answer.Body}");
        await Note(answer, caller);
    }

    private async Task Note(Answer answer, Caller caller)
    {
        if (answer.Status == 0 && caller == caller.Person)
            Interlocked.Increment(ref broken);
        if (answer.Status is not (0 or 503))
        {
            answered.Enqueue(Stopwatch.GetTimestamp());
            return;
        }

        Interlocked.Increment(ref withoutAnswer);
        await Task.Delay(Pause);
    }

    private static SentCommand Next(string engagement, Random random) => random.Next(10) switch
    {
        0 => new(engagement, "start-task", new { task = Work, since = (long?)null }),
        1 or 2 => new(engagement, "report-progress", new { task = Work, percent = new { from = random.Next(3), to = random.Next(3) }, note = (string?)null }),
        _ => Remark(engagement),
    };

    private static SentCommand Remark(string engagement) => new(engagement, "comment-on-task", new { task = Work, text = $"Remark {Guid.NewGuid()}" });
}
