using System.Text;
using Luthien.Streams;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Replays;

/// <summary>Makes a call live, and runs what is on record of it again.</summary>
public abstract class ReplayHarness : GatewayHarness
{
    protected Replayer Replayer => field ??= new(Options, new Materializer(Clock), Clock);

    /// <summary>Makes a call and gives its record, and what its client got.</summary>
    protected async Task<(IReadOnlyList<JournalEntry> Record, string Got, int? Status)> LiveAsync(string format, bool stream, ActiveChain policies)
    {
        using var client = new TestClient();
        var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(format)) with { Policies = policies });
        return (record, await client.ReadAllAsync(), client.Head?.Status);
    }

    /// <summary>A recorded call under these policies.</summary>
    protected static ReplayCall Past(IReadOnlyList<JournalEntry> record, string format, ActiveChain policies, IReadOnlyList<ReadOnlyMemory<byte>>? pieces = null, PastEnd? end = null, IJudges? others = null)
    {
        var wire = WireFormats.Named(format);
        var body = record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Whole>().Bytes;
        var head = record.Events<UpstreamResponded>().FirstOrDefault();
        return new()
        {
            Id = record[0].TransactionId,
            Format = wire,
            Request = wire.DecodeRequest(body, new RequestLimits()),
            Path = record.The<Opened>().Path,
            Answer = head is null ? PastAnswer.Unknown.Instance : new PastAnswer.Given(
                head.Status, [.. head.Headers.Select(header => new KeyValuePair<string, string>(header.Name, header.Value))], pieces ?? [record.Original()], end ?? PastEnd.Clean.Instance),
            Policies = policies,
            Judges = new RecordedJudges(record.Events<JudgeCalled>(), others),
        };
    }

    protected Task<ReplayResult> AgainAsync(ReplayCall past) => Replayer.RunAsync(past, CancellationToken.None);

    protected static string Text(ReplayResult result) => Encoding.UTF8.GetString(result.Delivered.Span);

    /// <summary>What was decided, as it is compared: where, what and why.</summary>
    protected static IReadOnlyList<string> Told(IEnumerable<PolicyDecided> decisions) => [.. decisions.Select(one => $"{one.Stage} {one.Policy} {one.Verdict} {one.Block} {one.Reason} {one.IsShadow}")];
}
