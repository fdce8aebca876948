using System.Collections.Immutable;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>The score of a streamed answer.</summary>
static class StreamScore
{
    static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static Score Of(ISpeaker speaker, Telling telling, Fault? fault, string contentType)
    {
        var told = telling with { Answer = AnswerFaults.Apply(telling.Answer, fault) };
        var events = EventFaults.Apply(speaker, told, [.. speaker.Stream(told)], fault);
        var pacing = told.Answer.Pacing;
        return new Score(200, Headers(speaker, told, fault, contentType), [.. Steps(events, pacing, fault)])
        {
            Beat = pacing.Every,
            Gate = pacing.Gate,
        };
    }

    static ImmutableArray<KeyValuePair<string, string>> Headers(ISpeaker speaker, Telling telling, Fault? fault, string contentType)
    {
        var headers = ImmutableArray.Create<KeyValuePair<string, string>>(new("content-type", contentType), new("cache-control", "no-cache"))
            .AddRange(speaker.Headers).AddRange(telling.Answer.Headers);
        return fault?.Kind == FaultKind.Gzip ? headers.Add(new("content-encoding", "gzip")) : headers;
    }

    static IEnumerable<Step> Steps(List<SpokenEvent> events, Pacing pacing, Fault? fault)
    {
        if (pacing.BeforeHeaders > TimeSpan.Zero)
            yield return Step.Wait(pacing.BeforeHeaders);
        yield return Step.Headers;
        if (pacing.BeforeFirstEvent > TimeSpan.Zero)
            yield return Step.Wait(pacing.BeforeFirstEvent);
        if (fault?.Kind == FaultKind.ByteOrderMark)
            yield return Step.Verbatim(ByteOrderMark, isEvent: false);
        foreach (var step in fault?.Kind == FaultKind.Gzip ? Compressed(events, pacing) : Paced(events, pacing, fault))
            yield return step;
        yield return Step.Flush;
        if (Ending(fault) is { } ending)
            yield return ending;
    }

    static IEnumerable<Step> Paced(List<SpokenEvent> events, Pacing pacing, Fault? fault)
    {
        var content = 0;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Role == EventRole.Silence)
            {
                yield return Step.Wait(events[i].Wait);
                continue;
            }

            if (events[i].Role == EventRole.Content && content++ > 0 && pacing.Every > TimeSpan.Zero)
                yield return Step.Beat;
            var bytes = AnswerFaults.Spoil(Framing.Encode(events[i], fault?.Kind), fault);
            foreach (var step in Written(i == events.Count - 1 ? Last(bytes, fault) : bytes, fault))
                yield return step;
            if (pacing.FlushEach)
                yield return Step.Flush;
        }
    }

    static IEnumerable<Step> Written(byte[] bytes, Fault? fault) => fault?.Kind == FaultKind.TinyWrites ? TinyWrites.Of(bytes, isEvent: true) : [Step.Event(bytes)];

    static byte[] Last(byte[] bytes, Fault? fault) => fault?.Kind switch
    {
        FaultKind.MissingFinalBlankLine => bytes[..^1],
        FaultKind.CutInsideEvent => bytes[..(bytes.Length / 2)],
        _ => bytes,
    };

    static List<Step> Compressed(List<SpokenEvent> events, Pacing pacing)
    {
        using var gzip = new Gzip();
        var steps = new List<Step>();
        foreach (var spoken in events.Where(e => e.Role != EventRole.Silence))
        {
            steps.Add(Step.Verbatim(gzip.Next(Framing.Encode(spoken, fault: null)), isEvent: true));
            if (pacing.FlushEach)
                steps.Add(Step.Flush);
        }

        steps.Add(Step.Verbatim(gzip.End(), isEvent: false));
        return steps;
    }

    static Step? Ending(Fault? fault) => fault?.Kind switch
    {
        FaultKind.StallMidStream or FaultKind.StallBeforeFirstEvent => Step.Stall,
        FaultKind.CloseMidStream => Step.Close,
        FaultKind.ResetMidStream => Step.Reset,
        _ => null,
    };
}
