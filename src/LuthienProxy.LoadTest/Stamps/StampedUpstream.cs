using System.Buffers.Text;
using System.Collections.Concurrent;
using LuthienProxy.Simulator;

namespace LuthienProxy.LoadTest.Stamps;

/// <summary>
/// The provider behind the target: the scripted one, whose deltas are stamped while they leave. The request says what it wants: the model's name (<c>load/text?deltas=100&amp;size=32&amp;every=20ms</c>, with
/// every parameter of <c>sim/text</c>) the form of the answer, the prompt the number of the call and the seed.
/// </summary>
/// <remarks>Thread-safe.</remarks>
static class StampedUpstream
{
    /// <summary>What the names of its models begin with.</summary>
    public const string Prefix = "load/";

    const int MaxRemembered = 64;

    // An answer of ten thousand deltas is encoded once and not once per call.
    const int MaxCachedBytes = 8 << 20;

    /// <summary>Before the call's number in the prompt.</summary>
    public static ReadOnlySpan<byte> CallMark => "load call "u8;

    /// <summary>Before the seed in the prompt.</summary>
    public static ReadOnlySpan<byte> SeedMark => " seed "u8;

    /// <summary>The provider, for a server or a handler.</summary>
    public static SimulatedProvider Provider(TimeProvider time)
    {
        var answers = new ConcurrentDictionary<string, ScriptedAnswer>(StringComparer.Ordinal);
        return new(request => Answer(request, answers, time), new SimulatorOptions { BufferWrites = true, MaxCachedBytes = MaxCachedBytes, Time = time });
    }

    static ScriptedAnswer Answer(SimulatorRequest request, ConcurrentDictionary<string, ScriptedAnswer> answers, TimeProvider time)
    {
        if (!request.Model.StartsWith(Prefix, StringComparison.Ordinal))
            return ModelScripts.Answer(request);
        if (answers.TryGetValue(request.Model, out var known))
            return known;
        var answer = ModelScripts.AnswerAs(ModelScripts.Prefix + request.Model[Prefix.Length..], request);
        if (answers.Count >= MaxRemembered)
            answers.Clear();
        return answers[request.Model] = answer.Error is null ? Stamped(answer, time) : answer;
    }

    static ScriptedAnswer Stamped(ScriptedAnswer answer, TimeProvider time) => answer with
    {
        Parts = [.. answer.Parts.Select(part => part is AnswerPart.Text { Deltas: [{ Length: >= StampText.LeastSize } first, ..] deltas } ? AnswerPart.Text.Stamped(deltas.Length, first.Length) : part)],
        Stamp = request => Begin(request, time),
    };

    static DeltaStamp Begin(SimulatorRequest request, TimeProvider time)
    {
        var opened = StampText.Now(time);
        var call = (int)Number(request.Body.Span, CallMark);
        var seed = (ulong)Number(request.Body.Span, SeedMark);
        // Responses says its text again at the end: there each stamp keeps the time that it got first.
        var kept = request.Api == SimulatorApi.Responses ? new List<long>() : null;
        return (delta, text) =>
        {
            var now = delta == 0 ? opened : kept is not null && delta < kept.Count ? kept[delta] : StampText.Now(time);
            if (kept is not null && delta >= kept.Count)
                kept.Add(now);
            StampText.Write(seed, new(call, delta, now), text);
        };
    }

    static long Number(ReadOnlySpan<byte> body, ReadOnlySpan<byte> mark) =>
        body.IndexOf(mark) is >= 0 and var at && Utf8Parser.TryParse(body[(at + mark.Length)..], out long number, out _) ? number : 0;
}
