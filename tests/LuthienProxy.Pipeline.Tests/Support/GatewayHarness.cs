using System.Text;
using Luthien.Actors;
using Luthien.Streams;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A gateway between a client in memory and a scripted upstream on a real socket.</summary>
public abstract class GatewayHarness : IAsyncLifetime
{
    protected ActorSystem Sys => field ??= ActorSystem.Create("test", new ActorSystemOptions { Time = Clock });

    /// <summary>The clock of the calls; set before the first one.</summary>
    protected TimeProvider Clock { get; set; } = TimeProvider.System;

    ScriptedUpstream? _upstream;
    Upstream? _target;

    /// <summary>What bounds the calls; set before the first one.</summary>
    protected TransactionOptions Options { get; set; } = new();

    protected RetryOptions Retry { get; set; } = new();

    protected ScriptedUpstream Upstream => _upstream ?? throw new InvalidOperationException("The upstream starts with the test.");

    /// <summary>Where calls are recorded.</summary>
    protected MemoryJournal Journal { get; } = new();

    /// <summary>How calls are recorded; null switches recording off. Set before the first call.</summary>
    protected RecordingOptions? Recording { get; set; } = new() { Node = "test" };

    /// <summary>Watches the calls; null: nobody could. Set before the first call.</summary>
    protected Audience? Audience { get; set; }

    protected RecordedLog Log { get; } = new();

    protected GatewayLog GatewayLog { get; } = new();

    protected Gateway Gateway => field ??= new Gateway(Sys, Options, new Materializer(Clock), GatewayLog, Recorders, Audience);

    protected TransactionRecorders? Recorders => field ??= Recording is { } recording ? new TransactionRecorders(Journal, recording, Clock, Log) : null;

    /// <summary>Runs a call to its end and answers with its record.</summary>
    protected async Task<IReadOnlyList<JournalEntry>> RecordAsync(Call call)
    {
        await Gateway.RunAsync(call);
        await Gateway.RecordedAsync();
        var record = Journal.Of(call.Id);
        record.ShouldBeWhole();
        return record;
    }

    public async Task InitializeAsync() => _upstream = await ScriptedUpstream.StartAsync();

    public async Task DisposeAsync()
    {
        await Sys.DisposeAsync();
        _target?.Dispose();
        await Upstream.DisposeAsync();
    }

    /// <summary>A call in the given format (Chat Completions when none is given) to the scripted upstream.</summary>
    protected Call CallOf(TestClient client, bool stream = true, IWireFormat? format = null, Upstream? upstream = null, string model = "scripted")
    {
        format ??= ChatFormat.Instance;
        var body = Encoding.UTF8.GetBytes($$"""{"model":"{{model}}","max_tokens":64,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}],"input":"hi"}""");
        return new Call
        {
            Id = TransactionId.New(TimeProvider.System),
            Format = format,
            Model = model,
            Request = format.DecodeRequest(body, new RequestLimits()),
            Body = body,
            Method = HttpMethod.Post,
            PathAndQuery = PathOf(format),
            Headers = [new("content-type", "application/json")],
            Targets = [new UpstreamTarget(upstream ?? (_target ??= Reach(Upstream.Address)), null)],
            Client = client,
        };
    }

    protected Upstream Reach(Uri address, string name = "scripted") =>
        new(new UpstreamOptions { Name = name, Provider = Provider.OpenAI, BaseUrl = address, Retry = Retry });

    /// <summary>An upstream in this process, whose faults need no socket.</summary>
    protected Upstream InProcess() =>
        new(new UpstreamOptions { Name = "in-process", Provider = Provider.OpenAI, BaseUrl = new Uri("http://simulator.invalid") }, new SimulatorHandler(Upstream.Provider));

    protected static GatewayError ErrorOf(TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.ErrorInAnswer answered => answered.Error,
        TransactionOutcome.Blocked blocked => blocked.Error,
        _ => outcome.ShouldBeOfType<TransactionOutcome.Failed>().Error,
    };

    static string PathOf(IWireFormat format) => format.Name switch
    {
        "anthropic-messages" => "/v1/messages?beta=true",
        "openai-responses" => "/v1/responses",
        _ => "/v1/chat/completions",
    };
}
