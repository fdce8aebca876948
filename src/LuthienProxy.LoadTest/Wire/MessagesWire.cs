using System.Text.Json;
using LuthienProxy.LoadTest.Verifying;
using static LuthienProxy.LoadTest.Wire.JsonWalk;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>Anthropic Messages.</summary>
sealed class MessagesWire : IWire
{
    public static readonly MessagesWire Instance = new();

    static readonly Visit<AnswerJudge> OfEvent = VisitEvent;
    static readonly Visit<AnswerJudge> OfDelta = VisitDelta;
    static readonly Visit<AnswerJudge> OfBlocks = VisitBlocks;

    /// <inheritdoc/>
    public string Path => "v1/messages";

    /// <inheritdoc/>
    public string Member => "messages";

    /// <inheritdoc/>
    public void Hear(ReadOnlySpan<byte> data, AnswerJudge judge)
    {
        var json = Over(data);
        Members(ref json, judge, OfEvent);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> body, AnswerJudge judge)
    {
        var json = Over(body);
        Members(ref json, judge, OfBlocks);
        judge.End();
    }

    // The type is the first member of every event that is met here.
    static void VisitEvent(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("type"u8))
            Text(ref value, judge, static (type, judge) => Enter(type, judge));
        else if (name.SequenceEqual("delta"u8))
            Members(ref value, judge, OfDelta);
        else if (name.SequenceEqual("error"u8))
            Members(ref value, judge, Complaint.OfError);
    }

    static void Enter(ReadOnlySpan<byte> type, AnswerJudge judge)
    {
        if (type.SequenceEqual("message_stop"u8))
            judge.End();
        else
            judge.Other();
        if (type.SequenceEqual("message_start"u8))
            judge.Begin();
    }

    static void VisitDelta(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("text"u8))
            Text(ref value, judge, static (text, judge) => judge.Say(text));
        else if (name.SequenceEqual("stop_reason"u8))
            Stop(ref value, judge);
    }

    static void VisitBlocks(ReadOnlySpan<byte> name, ref Utf8JsonReader value, AnswerJudge judge)
    {
        if (name.SequenceEqual("content"u8))
            Items(ref value, judge, static (ReadOnlySpan<byte> _, ref Utf8JsonReader block, AnswerJudge judge) => Members(ref block, judge, OfDelta));
        else if (name.SequenceEqual("stop_reason"u8))
            Stop(ref value, judge);
        else if (name.SequenceEqual("error"u8))
            Members(ref value, judge, Complaint.OfError);
    }

    static void Stop(ref Utf8JsonReader value, AnswerJudge judge) => Text(ref value, judge, static (text, judge) => judge.Stop(text.SequenceEqual("end_turn"u8), text));
}
