using System.Net.Mime;
using System.Text;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>The score of an answer sent as one JSON body.</summary>
static class BodyScore
{
    public static Score Of(ISpeaker speaker, Telling telling, Fault? fault)
    {
        var told = telling with { Answer = AnswerFaults.Apply(telling.Answer, fault) };
        var body = AnswerFaults.Spoil(Encoding.UTF8.GetBytes(Broken(speaker.Body(told), fault)), fault);
        var plain = Score.Plain(200, Composer.ContentType(fault, MediaTypeNames.Application.Json), body, speaker.Headers.AddRange(told.Answer.Headers));
        var score = fault is null ? plain : Faulty(plain, body, fault.Kind);
        var pacing = told.Answer.Pacing;
        var at = score.Steps.IndexOf(Step.Headers);
        var steps = pacing.BeforeFirstEvent > TimeSpan.Zero ? score.Steps.Insert(at + 1, Step.Wait(pacing.BeforeFirstEvent)) : score.Steps;
        return score with { Steps = pacing.BeforeHeaders > TimeSpan.Zero ? steps.Insert(at, Step.Wait(pacing.BeforeHeaders)) : steps, Gate = pacing.Gate };
    }

    static string Broken(string body, Fault? fault) => fault?.Kind == FaultKind.MalformedJson ? body[..^1] + "]" : body;

    static Score Faulty(Score plain, byte[] body, FaultKind fault) => fault switch
    {
        FaultKind.StallBeforeFirstEvent => plain with { Steps = [Step.Headers, Step.Flush, Step.Stall] },
        FaultKind.StallMidStream => Half(plain, body, Step.Stall),
        FaultKind.CloseMidStream => Half(plain, body, Step.Close),
        FaultKind.ResetMidStream => Half(plain, body, Step.Reset),
        FaultKind.TruncatedBody => Half(plain, body, Step.Flush) with { ContentLength = null },
        FaultKind.TinyWrites => plain with { Steps = [Step.Headers, .. TinyWrites.Of(body, isEvent: true)] },
        FaultKind.ByteOrderMark => Bytes(plain, [0xEF, 0xBB, 0xBF, .. body]),
        FaultKind.Gzip => Compressed(plain, body),
        _ => plain,
    };

    static Score Half(Score plain, byte[] body, Step ending) =>
        plain with { Steps = [Step.Headers, Step.Write(body[..(body.Length / 2)]), Step.Flush, ending] };

    static Score Bytes(Score plain, byte[] body) =>
        plain with { Steps = [Step.Headers, Step.Verbatim(body, isEvent: true), Step.Flush], ContentLength = body.Length };

    static Score Compressed(Score plain, byte[] body)
    {
        using var gzip = new Gzip();
        return Bytes(plain, [.. gzip.Next(body), .. gzip.End()]) with { Headers = plain.Headers.Add(new("content-encoding", "gzip")) };
    }
}
