using System.Text.Json;
using LuthienProxy.LoadTest.Verifying;
using static LuthienProxy.LoadTest.Wire.JsonWalk;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>OpenAI Chat Completions.</summary>
sealed class ChatWire : IWire
{
    public static readonly ChatWire Instance = new();

    static readonly Visit<AnswerJudge> OfTop = VisitTop;
    static readonly Visit<AnswerJudge> OfChoices = VisitChoices;
    static readonly Visit<AnswerJudge> OfChoice = VisitChoice;
    static readonly Visit<AnswerJudge> OfDelta = VisitDelta;

    /// <inheritdoc/>
    public string Path => "v1/chat/completions";

    /// <inheritdoc/>
    public string Member => "messages";

    /// <inheritdoc/>
    public void Hear(ReadOnlySpan<byte> data, AnswerJudge judge)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            judge.End();
            return;
        }
        judge.Other();
        var json = Over(data);
        Members(ref json, judge, OfTop);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> body, AnswerJudge judge)
    {
        Hear(body, judge);
        judge.End();
    }

    static void VisitTop(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("choices"u8))
            Items(ref value, judge, OfChoices);
        else if (name.SequenceEqual("error"u8) && value.TokenType != JsonTokenType.Null)
            Members(ref value, judge, Complaint.OfError);
    }

    static void VisitChoices(ReadOnlySpan<byte> none, ref Utf8JsonReader choice, AnswerJudge judge) => Members(ref choice, judge, OfChoice);

    static void VisitChoice(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("delta"u8) || name.SequenceEqual("message"u8))
            Members(ref value, judge, OfDelta);
        else if (name.SequenceEqual("finish_reason"u8))
            Text(ref value, judge, static (text, judge) => judge.Stop(text.SequenceEqual("stop"u8), text));
    }

    static void VisitDelta(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("content"u8))
            Text(ref value, judge, static (text, judge) => judge.Say(text));
    }
}
