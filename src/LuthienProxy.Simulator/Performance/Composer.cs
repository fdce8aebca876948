using System.Net.Mime;
using System.Text;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Turns a scripted answer into a score: speaker, then faults, then framing, then pacing.</summary>
static class Composer
{
    const string EventStream = "text/event-stream; charset=utf-8";

    public static Score Compose(ISpeaker speaker, Telling telling, bool streaming)
    {
        var answer = telling.Answer;
        if (answer.Error is { } error)
            return Error(speaker, error, answer.Pacing);
        if (answer.Fault is { } fault && FaultCatalogue.Describe(fault.Kind).AppliesTo(streaming))
            return Faulty(speaker, telling, fault, streaming);
        return streaming ? StreamScore.Of(speaker, telling, fault: null, EventStream) : BodyScore.Of(speaker, telling, fault: null);
    }

    /// <summary>An HTTP error in the format's envelope.</summary>
    public static Score Error(ISpeaker speaker, ErrorAnswer error, Pacing pacing)
    {
        var body = Encoding.UTF8.GetBytes(error.RawBody ?? speaker.Error(error));
        var score = Score.Plain(error.Status, error.ContentType, body, speaker.Headers.Concat(error.Headers));
        return pacing.BeforeHeaders > TimeSpan.Zero ? score with { Steps = score.Steps.Insert(0, Step.Wait(pacing.BeforeHeaders)) } : score;
    }

    static Score Faulty(ISpeaker speaker, Telling telling, Fault fault, bool streaming)
    {
        ErrorAnswer Failing(int status) => new(status, fault.Message);
        KeyValuePair<string, string> retryAfter = new("retry-after", fault.RetryAfter.ToString());
        var pacing = telling.Answer.Pacing;
        return fault.Kind switch
        {
            FaultKind.ErrorStatus => Error(speaker, Failing(fault.Status) with { RawBody = fault.Body, Headers = fault.Headers }, pacing),
            FaultKind.RateLimited => Error(speaker, Failing(429) with { Headers = [retryAfter, .. fault.Headers] }, pacing),
            FaultKind.Overloaded => Error(speaker, Failing(speaker.OverloadedStatus) with { Headers = fault.Headers }, pacing),
            FaultKind.HtmlPage => Page(speaker, 200),
            FaultKind.HtmlBadGateway => Page(speaker, 502),
            FaultKind.EmptyBody => Score.Plain(200, streaming ? EventStream : MediaTypeNames.Application.Json, [], speaker.Headers),
            FaultKind.StallBeforeHeaders => Silent(Step.Stall),
            FaultKind.CloseBeforeHeaders => Silent(Step.Close),
            FaultKind.ResetBeforeHeaders => Silent(Step.Reset),
            FaultKind.SlowHeaders => Compose(speaker, Slower(telling, pacing with { BeforeHeaders = fault.Delay }), streaming),
            FaultKind.SlowFirstEvent => Compose(speaker, Slower(telling, pacing with { BeforeFirstEvent = fault.Delay }), streaming),
            FaultKind.SlowDeltas => Compose(speaker, Slower(telling, pacing with { Every = fault.Delay }), streaming),
            _ when streaming => StreamScore.Of(speaker, telling, fault, ContentType(fault, EventStream)),
            _ => BodyScore.Of(speaker, telling, fault),
        };
    }

    public static string ContentType(Fault? fault, string right) => fault?.Kind == FaultKind.WrongContentType ? MediaTypeNames.Text.Plain : right;

    static Telling Slower(Telling telling, Pacing pacing) => telling with { Answer = telling.Answer with { Fault = null, Pacing = pacing } };

    static Score Silent(Step step) => new(200, [], [step]);

    static Score Page(ISpeaker speaker, int status) =>
        Score.Plain(status, "text/html; charset=utf-8", "<!doctype html><html><head><title>Gateway</title></head><body><h1>Something went wrong</h1></body></html>\n"u8.ToArray(), speaker.Headers);
}
