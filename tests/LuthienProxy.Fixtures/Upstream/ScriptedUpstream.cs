using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Upstream;

/// <summary>
/// A simulated provider on a free loopback port: script the next answers, make the calls, look at what arrived.
/// <code>
/// await using var upstream = await ScriptedUpstream.StartAsync();
/// upstream.Answers.Then(ScriptedAnswer.Says("hi")).Then(ScriptedAnswer.Fails(500, "no"));
/// var call = await upstream.NextCallAsync();              // a request arrived
/// await call.EventSentAsync(3);                           // its third event was written
/// (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
/// </code>
/// </summary>
/// <remarks>Thread-safe. Without a script, requests are answered by their model's name, and any other model with a short text.</remarks>
public sealed class ScriptedUpstream : IAsyncDisposable
{
    // Generous: two loaded cores may take seconds; a wait that gets this long is a failure, not slowness.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly CallRecorder _recorder;
    readonly SimulatorServer _server;

    ScriptedUpstream(AnswerScript answers, CallRecorder recorder, SimulatedProvider provider, SimulatorServer server)
    {
        Answers = answers;
        Provider = provider;
        _recorder = recorder;
        _server = server;
    }

    /// <summary>What the next requests get, in order of arrival.</summary>
    public AnswerScript Answers { get; }

    /// <summary>The provider behind it, for a <see cref="SimulatorHandler"/> that shares its script and records.</summary>
    public SimulatedProvider Provider { get; }

    /// <summary>The base address, <c>http://127.0.0.1:port/</c>, without <c>/v1</c>.</summary>
    public Uri Address => _server.Address;

    /// <summary>Every call so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedCall> Calls => _recorder.Calls;

    /// <summary>Starts it; ready when this returns.</summary>
    public static async Task<ScriptedUpstream> StartAsync(SimulatorOptions? options = null)
    {
        var answers = new AnswerScript().Otherwise(request =>
            request.Model.StartsWith(ModelScripts.Prefix, StringComparison.Ordinal) ? ModelScripts.Answer(request) : ScriptedAnswer.Says("Hello from upstream."));
        var recorder = new CallRecorder(Patience);
        var provider = new SimulatedProvider(answers.Next, options, recorder);
        return new ScriptedUpstream(answers, recorder, provider, await SimulatorServer.StartAsync(provider));
    }

    /// <summary>The next call in order of arrival that was not yet taken with this method; waits for it.</summary>
    public Task<RecordedCall> NextCallAsync() => _recorder.NextAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
