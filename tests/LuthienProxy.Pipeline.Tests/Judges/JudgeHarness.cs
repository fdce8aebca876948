using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Judges;

/// <summary>Judges behind a scripted upstream on a real socket.</summary>
public abstract class JudgeHarness : IAsyncLifetime
{
    protected const string Key = "sk-server-secret";

    protected static readonly JudgeQuestion Question = new("judge-model", "Judge it.", """{"kind":"text","text":"hello"}""");

    readonly List<IDisposable> _owned = [];
    ScriptedUpstream? _upstream;

    protected ScriptedUpstream Upstream => _upstream ?? throw new InvalidOperationException("The upstream starts with the test.");

    protected RecordedLog Log { get; } = new();

    public async Task InitializeAsync() => _upstream = await ScriptedUpstream.StartAsync();

    public async Task DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        await Upstream.DisposeAsync();
    }

    /// <summary>Judges behind the scripted upstream, which is called <c>judge</c>, or one at another address.</summary>
    protected UpstreamJudges Judges(Provider provider = Provider.Anthropic, UpstreamJudgeOptions? options = null, TimeProvider? time = null, Uri? address = null) =>
        Judges([Reach(new() { Name = "judge", Provider = provider, BaseUrl = address ?? Upstream.Address, ApiKey = Key })], options, time);

    protected UpstreamJudges Judges(IEnumerable<Upstream> upstreams, UpstreamJudgeOptions? options = null, TimeProvider? time = null)
    {
        var judges = new UpstreamJudges(upstreams, options ?? new(), time ?? TimeProvider.System, Log);
        _owned.Add(judges);
        return judges;
    }

    protected Upstream Reach(UpstreamOptions options)
    {
        var upstream = new Upstream(options);
        _owned.Add(upstream);
        return upstream;
    }

    protected static Task<string> AskAsync(UpstreamJudges judges, CancellationToken cancellation = default) =>
        judges.Find("judge")!.AskAsync(Question, cancellation).AsTask();

    protected static Task<JudgeException> RefusedAsync(UpstreamJudges judges) => Should.ThrowAsync<JudgeException>(() => AskAsync(judges));
}
