using System.Text;
using LuthienProxy.Simulator.Hosting;
using LuthienProxy.Simulator.Performance;
using LuthienProxy.Simulator.Speech;
using LuthienProxy.Simulator.Speech.Chat;
using LuthienProxy.Simulator.Speech.Messages;
using LuthienProxy.Simulator.Speech.Responses;

namespace LuthienProxy.Simulator;

/// <summary>A scriptable LLM provider: asks its script what to answer and says it in the format of the request.</summary>
/// <remarks>
/// Thread-safe; one instance serves any number of calls. Host it with <see cref="SimulatorEndpoints.MapSimulator"/>,
/// <see cref="SimulatorHandler"/> (no network) or <see cref="SimulatorServer"/> (a port of its own).
/// </remarks>
public sealed class SimulatedProvider
{
    readonly Func<SimulatorRequest, ScriptedAnswer> _script;
    readonly SimulatorOptions _options;
    readonly ISimulatorObserver? _observer;
    readonly ScoreCache _scores;
    long _calls;

    /// <summary>A provider that answers by model name: the models of <see cref="ModelScripts"/>.</summary>
    public SimulatedProvider()
        : this(ModelScripts.Answer)
    {
    }

    /// <summary>A provider that answers as the script says. The script is called once per request, on any thread.</summary>
    public SimulatedProvider(Func<SimulatorRequest, ScriptedAnswer> script, SimulatorOptions? options = null, ISimulatorObserver? observer = null)
    {
        _script = script;
        _options = options ?? new SimulatorOptions();
        _observer = observer;
        _scores = new ScoreCache(_options.MaxCachedBytes);
        _calls = (long)_options.Seed - 1;
    }

    internal SimulatorOptions Options => _options;

    internal long NextSequence() => Interlocked.Increment(ref _calls);

    /// <summary>Answers one request on its transport; returns when nothing more will be sent.</summary>
    internal async Task AnswerAsync(SimulatorRequest request, IReplyTransport transport)
    {
        // Before the arrival is told: who sends the next request when he has heard of this one gets the next answer.
        var score = ScoreFor(request);
        _observer?.Arrived(request);
        var ending = CallEnding.ClientGone;
        try
        {
            using var performer = new Performer(score, request, transport, _options.Time, _observer);
            ending = await performer.PlayAsync();
        }
        catch (OperationCanceledException) when (transport.ClientGone.IsCancellationRequested)
        {
            // The client's leaving is an ordinary ending; the observer hears of it.
        }
        finally
        {
            _observer?.Ended(request, ending);
        }
    }

    /// <summary>The answer to a body that is too large to be taken.</summary>
    internal static Score TooLarge(string path) =>
        Composer.Error(SpeakerOf(Endpoints.ApiOf(path) ?? SimulatorApi.Messages), new ErrorAnswer(413, "Request exceeds the maximum size"), Pacing.AtOnce);

    Score ScoreFor(SimulatorRequest request) => (request.Method, request.Path) switch
    {
        ("GET" or "HEAD", "/" or "") => Score.Plain(200, "text/plain; charset=utf-8", "LuthienProxy simulator\n"u8.ToArray(), []),
        ("GET", var path) when path.StartsWith(Endpoints.Models, StringComparison.Ordinal) => ModelList.Answer(request),
        ("POST", _) when request.Api is { } api => Generated(request, api),
        _ => Refused(request, new ErrorAnswer(404, $"Unknown request URL: {request.Method} {request.Path}") { Code = "unknown_url" }),
    };

    Score Generated(SimulatorRequest request, SimulatorApi api)
    {
        if (!request.IsObject)
            return Refused(request, new ErrorAnswer(400, "The request body is not a JSON object"));
        if (request.Model.Length == 0)
            return Refused(request, new ErrorAnswer(400, "model: field required") { Param = "model" });
        if (request.Path == Endpoints.CountTokens)
            return Score.Plain(200, "application/json", Encoding.UTF8.GetBytes($$"""{"input_tokens":{{Math.Max(1, request.Body.Length / 4)}}}"""), SpeakerOf(api).Headers);
        var answer = _script(request);
        var key = new ScoreCache.Key(answer, api, request.Stream, answer.Model ?? request.Model, answer.Choices ?? request.Choices, request.IncludeUsage);
        return _scores.Get(key, Compose);
    }

    Score Compose(ScoreCache.Key key)
    {
        var telling = new Telling(key.Answer, key.Model, key.Choices, key.IncludeUsage, _options.Time.GetUtcNow().ToUnixTimeSeconds());
        return Composer.Compose(SpeakerOf(key.Api), telling, key.Streaming) with { Stamp = key.Answer.Stamp };
    }

    static Score Refused(SimulatorRequest request, ErrorAnswer error) =>
        Composer.Error(SpeakerOf(request.Api ?? ModelList.ApiOf(request)), error, Pacing.AtOnce);

    static ISpeaker SpeakerOf(SimulatorApi api) => api switch
    {
        SimulatorApi.ChatCompletions => ChatSpeaker.Instance,
        SimulatorApi.Responses => ResponsesSpeaker.Instance,
        _ => MessagesSpeaker.Instance,
    };
}
