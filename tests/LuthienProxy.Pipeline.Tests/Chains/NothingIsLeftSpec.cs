using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>A thousand calls, one as bad as the other: each ends as declared, and afterwards the gateway is as empty as before.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-27c")]
[Trait("Spec", "I-53")]
public sealed class NothingIsLeftSpec : GatewayHarness
{
    static readonly (Fate Fate, string Format, bool IsStream)[] Cells =
        [.. from fate in Enum.GetValues<Fate>() from format in new[] { "chat", "messages", "responses" } from stream in new[] { true, false } select (fate, format, stream)];

    // More than a thousand calls.
    static readonly int Rounds = 1000 / Cells.Length + 1;

    // The threads' stacks and the last actor's mailbox may still hold a call or two. A fate that leaks in one format leaks one for every round.
    static readonly int FewerThanALeak = Rounds / 2;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly WatchedTime _time = new();
    readonly RunWatch _watch = new();
    readonly ConcurrentDictionary<TransactionId, (Fate Fate, TransactionState State)> _ended = [];
    readonly ConcurrentQueue<string> _violations = [];
    readonly ConcurrentQueue<Exception> _unobserved = [];

    public NothingIsLeftSpec()
    {
        Clock = _time;
        Options = new() { IdleTimeout = TimeSpan.FromHours(9), FirstByteTimeout = TimeSpan.FromHours(9), TotalTimeout = TimeSpan.FromHours(9), ClientStallTimeout = TimeSpan.FromHours(9) };
    }

    [Fact]
    public async Task A_thousand_calls_that_go_wrong_in_every_way_must_leave_nothing_behind()
    {
        Upstream.Answers.Otherwise(Fates.Answer);
        using var target = InProcess();
        using var judge = new Upstream(
            new UpstreamOptions { Name = Fates.JudgeUpstream, Provider = Provider.OpenAI, BaseUrl = new Uri("http://judge.invalid"), ApiKey = "sk-server" }, new SimulatorHandler(Upstream.Provider));
        // A judge that is left alone would be asked no more, and here it shall hang every time.
        using var judges = new UpstreamJudges([judge], new() { Breaker = new() { MinimumQuestions = 1_000_000 } }, Clock, Log);
        var fates = new Fates(_watch, judges);
        // What other specs left is not to be found here.
        Collect();
        TaskScheduler.UnobservedTaskException += OnUnobserved;

        for (var round = 1; round <= Rounds; round++)
            await RunAsync(fates, target, round);
        await Gateway.RecordedAsync().WaitAsync(Patience);
        await Task.WhenAll(Upstream.Calls.Select(call => call.EndedAsync()));
        await Gateway.DrainAsync(Patience).WaitAsync(Patience);
        Collect();
        TaskScheduler.UnobservedTaskException -= OnUnobserved;

        ShouldHaveEndedAsDeclared();
        _watch.Runs.Count.ShouldBe(Rounds * Cells.Length);
        _watch.Runs.ShouldAllBe(run => run.Begins == 1 && run.Ends == 1);
        Actors("/user").Concat(Actors("/system")).ShouldBe(["/user/gateway", "/user/gateway/transactions"]);
        _unobserved.ShouldBeEmpty();
        _watch.Alive.ShouldBeLessThan(FewerThanALeak);
    }

    void ShouldHaveEndedAsDeclared()
    {
        _ended.Count.ShouldBe(Rounds * Cells.Length);
        var verdicts = Journal.Batches.GroupBy(batch => batch.TransactionId).ToDictionary(
            call => call.Key, call => call.SelectMany(batch => batch.Entries).Events<PolicyDecided>().Select(decided => (PolicyVerdict?)decided.Verdict).Distinct().SingleOrDefault());
        _ended.Select(call => (call.Value.Fate, call.Value.State, verdicts[call.Key])).Distinct().Order()
            .ShouldBe(Enum.GetValues<Fate>().Select(fate => (fate, Fates.Expected(fate).State, Fates.Expected(fate).Verdict)));
        _violations.ShouldBeEmpty();
    }

    /// <summary>Runs a call of each kind, all at once; when all those that hang do so, their limits pass.</summary>
    async Task RunAsync(Fates fates, Upstream target, int round)
    {
        var running = Task.WhenAll(Cells.Select(cell => RunAsync(fates, target, cell.Fate, cell.Format, cell.IsStream)));
        await _time.ArmedAsync(Fates.PolicyLimit, round * Cells.Count(cell => cell.Fate == Fate.PolicyHangs)).WaitAsync(Patience);
        await _time.ArmedAsync(Fates.JudgeLimit, round * Cells.Count(cell => cell.Fate == Fate.JudgeHangs)).WaitAsync(Patience);
        _time.Advance(Fates.PolicyLimit);
        await running.WaitAsync(Patience);
    }

    async Task RunAsync(Fates fates, Upstream target, Fate fate, string format, bool stream)
    {
        using var client = new TestClient();
        var reached = Task.CompletedTask;
        var call = CallOf(client, stream, WireFormats.Named(format), target, fate.ToString()) with { Policies = fate == Fate.ClientLeaves ? fates.Holding(out reached) : fates.Of(fate) };
        _watch.Saw(call);
        var running = Gateway.RunAsync(call);
        if (fate == Fate.ClientLeaves)
            await LeaveAsync(client, reached);
        _ended.TryAdd(call.Id, (fate, (await running).State));
        if (fate != Fate.ClientLeaves && stream && client.Head!.Status == 200)
            foreach (var violation in WireFormats.Violations(format, await client.ReadAllAsync()))
                _violations.Enqueue($"{fate} {format}: {violation}");
    }

    static async Task LeaveAsync(TestClient client, Task reached)
    {
        await reached;
        client.Leave();
    }

    IEnumerable<string> Actors(string path) => Sys.InspectChildren(path).SelectMany(actor => Actors(actor.Path.ToString()).Prepend($"{actor.Path}"));

    void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs happened) => _unobserved.Enqueue(happened.Exception);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Collect()
    {
        for (var time = 0; time < 3; time++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
