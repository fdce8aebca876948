using System.Text;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Replays;
using LuthienProxy.Host.Tests.Policies;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>A thousand recorded calls of all kinds, run again: what live enforcement did, replay says.</summary>
public sealed class ReplayFidelitySpec(ITestOutputHelper output) : GatewaySpec
{
    const int Calls = 1_000;

    [Fact]
    public async Task The_same_policies_must_come_to_the_same_and_none_to_what_they_changed()
    {
        // However busy the machine is: what the journal gives up on is on no record.
        var gateway = await StartAsync("luthien.journal.append-timeout = 60s", AdminAsking.Variable);
        await gateway.DoneAsync("enable", $$"""{ "name": "mix", "policies": {{MixedCase.Policies}} }""");
        Upstream.Answers.Otherwise(MixedCase.AnswerOf);
        var traffic = new MixedTraffic(gateway);
        await traffic.MakeAsync(Calls);
        var asked = Upstream.Calls.Count;

        var same = await gateway.ReplayedAsync("""{ "name": "mix", "diff": true }""", "?limit=1000");
        // The rate and the latency that docs/replay.md publishes.
        output.WriteLine(same.Summary.GetRawText());
        same.Entries.Count.ShouldBe(Calls);
        same.Entries.Where(entry => entry.Text("change") != "same").Select(entry => entry.GetRawText()).ShouldBeEmpty();
        // A client that left may have stopped its policies before they saw what had been read.
        same.Entries.Where(entry => entry.GetProperty("call").Text("state") != "cancelled")
            .Where(entry => !entry.Decided().Order().SequenceEqual(entry.Decided("decisions_before").Order())).Select(entry => entry.GetRawText()).ShouldBeEmpty();
        (same.Summary.GetProperty("changed").GetInt32(), same.Summary.GetProperty("unknown").GetInt32()).ShouldBe((0, 0));
        same.Summary.GetProperty("judges").GetProperty("recalled").GetInt32().ShouldBeGreaterThan(100);
        same.Summary.GetProperty("judges").GetProperty("asked").GetInt32().ShouldBe(0);

        var got = await Task.WhenAll(traffic.Calls.Select(call => SaysWhatWasGotAsync(gateway, call.Key, call.Value)));
        got.Where(difference => difference is not null).ShouldBeEmpty();

        var none = await gateway.ReplayedAsync("""{ "chain": [{ "policy": "NoOp" }] }""", "?limit=1000");
        none.Others.Order().ShouldBe(traffic.Calls.Where(call => call.Value.Kind.IsTouchedIn(call.Value.Api)).Select(call => call.Key).Order());
        // Nothing was asked, and nothing new is on record.
        Upstream.Calls.Count.ShouldBe(asked);
        (await gateway.ReplayedAsync("{}", "?limit=10000")).Entries.Count.ShouldBe(Calls);
    }

    // Null, or how what the client got differs from what a replay says that it would get.
    static async Task<string?> SaysWhatWasGotAsync(TestGateway gateway, string id, MixedTraffic.Got got)
    {
        var services = gateway.App.Services;
        TransactionId.TryParse(id, out var transaction).ShouldBeTrue();
        var record = (await services.GetRequiredService<IJournalQueries>().GetRecordAsync(transaction, CancellationToken.None)).Value.ShouldNotBeNull();
        var past = PastCall.Of(record, services.GetRequiredService<ChainInUse>().ForNewCall(), new RecordedJudges(record.Judges)).ShouldNotBeNull();
        var result = await services.GetRequiredService<Replayer>().RunAsync(past, CancellationToken.None);
        var said = got.Kind.Leaves ? result.Delivered.Span[..Math.Min(got.Body.Length, result.Delivered.Length)] : result.Delivered.Span;
        return result.Status == got.Status && said.SequenceEqual(got.Body)
            ? null
            : $"{id} {got.Kind.Name} {got.Api}: {got.Status}/{result.Status}\n{Encoding.UTF8.GetString(got.Body)}\n---\n{Encoding.UTF8.GetString(result.Delivered.Span)}";
    }
}
