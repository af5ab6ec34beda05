using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Telemetry;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Telemetry;

/// <summary>What the product counts is what happened.</summary>
public sealed class MeasuresTests
{
    [Fact]
    public async Task Accepted_and_refused_commands_are_counted_by_what_they_are()
    {
        await using var site = await RunningSite.Start();
        using var heard = new Heard(site);
        var officer = await site.Add(AccountRoles.Officer);
        var engagement = await site.Engagement(officer);
        var comment = new CommentOnTask(new("case.request.log"), "Remark");

        await site.Do(officer, engagement, comment);
        await site.Do(officer, engagement, comment);
        // A manager watches.
        await site.Try(await site.Add(AccountRoles.Manager), engagement, new StartTask(new("case.request.log")), ActorRoles.Manager);
        await site.Try(officer, engagement, new CommentOnTask(new("no.such.task"), "Remark"));
        await site.Try(officer, engagement, new CommentOnTask(new("case.request.log"), ""));

        Assert.Equal(2, heard.Sum("ta.updates.accepted", ("command", "CommentOnTask")));
        Assert.Equal(1, heard.Sum("ta.updates.accepted", ("command", "OpenEngagement")));
        Assert.Equal(3, heard.Sum("ta.updates.refused"));
        Assert.Equal(2, heard.Sum("ta.updates.refused", ("command", "CommentOnTask")));
        Assert.Equal(1, heard.Sum("ta.updates.refused", ("kind", "forbidden"), ("command", "StartTask")));
        Assert.Equal(1, heard.Sum("ta.updates.refused", ("kind", "unknown"), ("refusal", nameof(TaskUnknown))));
        Assert.Equal(1, heard.Sum("ta.updates.refused", ("kind", "malformed")));
    }

    [Fact]
    public async Task Every_change_is_in_one_write_and_reaches_the_portfolio_after_some_time()
    {
        await using var site = await RunningSite.Start();
        using var heard = new Heard(site);
        var officer = await site.Add(AccountRoles.Officer);
        var engagement = await site.Engagement(officer);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => site.Do(officer, engagement, new CommentOnTask(new("case.request.log"), $"Remark {n}"))));

        var version = (await site.Read(officer, engagement)).Version;
        await heard.Until("ta.write.changes", h => h.Sum("ta.write.changes") == version);
        Assert.InRange(heard.Of("ta.write.changes").Count, 2, 21);
        Assert.Equal(heard.Of("ta.write.changes").Count, heard.Of("ta.write.duration").Count(m => m.Has("state", "engagement") && m.Has("result", "kept")));
        await heard.Until("ta.projection.lag", h => h.Of("ta.projection.lag").Count > 0);
        Assert.All(heard.Of("ta.projection.lag"), m => Assert.InRange(m.Value, 0, 60));
        await heard.Until("ta.sweeps", h => h.Sum("ta.sweeps", ("result", "done")) > 0);
    }

    private sealed record Measured(string Name, double Value, KeyValuePair<string, object?>[] Tags)
    {
        public bool Has(string tag, string value) => Tags.Contains(new(tag, value));
    }

    /// <summary>Hears what one site measures.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<Measured> _measured = [];

        public Heard(RunningSite site)
        {
            var factory = site.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Measures.Name && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, tags.ToArray())));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue(new(instrument.Name, value, tags.ToArray())));
            _listener.Start();
        }

        public List<Measured> Of(string name) => [.. _measured.Where(m => m.Name == name)];

        public double Sum(string name, params (string Tag, string Value)[] tags) => Of(name).Where(m => tags.All(t => m.Has(t.Tag, t.Value))).Sum(m => m.Value);

        public async Task Until(string what, Func<Heard, bool> isSo)
        {
            for (var tries = 0; !isSo(this); tries++)
            {
                Assert.True(tries < 600, $"{what}: {string.Join(", ", Of(what).Select(m => m.Value))}");
                await Task.Delay(100);
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
