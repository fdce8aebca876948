using System.Text.Json;
using LuthienProxy.LoadTest.Verifying;
using static LuthienProxy.LoadTest.Wire.JsonWalk;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>An error object of any format: its message is what people want to read.</summary>
static class Complaint
{
    public static readonly Visit<AnswerJudge> OfError = VisitError;

    static void VisitError(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("message"u8))
            Text(ref value, judge, static (text, judge) => judge.Error(text));
    }
}
