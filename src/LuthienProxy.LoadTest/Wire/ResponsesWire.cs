using System.Text.Json;
using LuthienProxy.LoadTest.Verifying;
using static LuthienProxy.LoadTest.Wire.JsonWalk;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>OpenAI Responses.</summary>
sealed class ResponsesWire : IWire
{
    public static readonly ResponsesWire Instance = new();

    static readonly Visit<Heard> OfEvent = VisitEvent;
    static readonly Visit<Heard> OfResponse = VisitResponse;
    static readonly Visit<Heard> OfItem = VisitItem;
    static readonly Visit<Heard> OfPart = VisitPart;

    /// <inheritdoc/>
    public string Path => "v1/responses";

    /// <inheritdoc/>
    public string Member => "input";

    /// <inheritdoc/>
    public void Hear(ReadOnlySpan<byte> data, AnswerJudge judge)
    {
        var json = Over(data);
        Members(ref json, new Heard(judge), OfEvent);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> body, AnswerJudge judge)
    {
        var json = Over(body);
        Members(ref json, new Heard(judge) { IsBody = true, IsEnd = true }, OfResponse);
        judge.End();
    }

    static void VisitEvent(ReadOnlySpan<byte> name, ref Utf8JsonReader value, Heard heard)
    {
        if (name.SequenceEqual("type"u8))
            Text(ref value, heard, static (type, heard) => heard.Enter(type));
        else if (name.SequenceEqual("delta"u8) && heard.IsText)
            Text(ref value, heard, static (text, heard) => heard.Judge.Say(text));
        else if (name.SequenceEqual("response"u8) && heard.IsEnd)
            Members(ref value, heard, OfResponse);
        else if (name.SequenceEqual("message"u8) && heard.IsError)
            Text(ref value, heard, static (text, heard) => heard.Judge.Error(text));
    }

    static void VisitResponse(ReadOnlySpan<byte> name, ref Utf8JsonReader value, Heard heard)
    {
        if (name.SequenceEqual("status"u8))
            Text(ref value, heard, static (text, heard) => heard.Judge.Stop(text.SequenceEqual("completed"u8), text));
        else if (name.SequenceEqual("error"u8) && value.TokenType != JsonTokenType.Null)
            Members(ref value, heard.Judge, Complaint.OfError);
        else if (name.SequenceEqual("output"u8))
            Items(ref value, heard, static (ReadOnlySpan<byte> _, ref Utf8JsonReader item, Heard heard) => Members(ref item, heard, OfItem));
    }

    static void VisitItem(ReadOnlySpan<byte> name, ref Utf8JsonReader value, Heard heard)
    {
        if (name.SequenceEqual("content"u8))
            Items(ref value, heard, static (ReadOnlySpan<byte> _, ref Utf8JsonReader part, Heard heard) => Members(ref part, heard, OfPart));
    }

    static void VisitPart(ReadOnlySpan<byte> name, ref Utf8JsonReader value, Heard heard)
    {
        if (name.SequenceEqual("text"u8))
            Text(ref value, heard, static (text, heard) => heard.Whole(text));
    }

    /// <summary>What has been read of one event.</summary>
    sealed class Heard(AnswerJudge judge)
    {
        public AnswerJudge Judge => judge;

        public bool IsBody { get; init; }

        public bool IsText { get; private set; }

        public bool IsEnd { get; set; }

        public bool IsError { get; private set; }

        public void Enter(ReadOnlySpan<byte> type)
        {
            IsText = type.SequenceEqual("response.output_text.delta"u8);
            IsError = type.SequenceEqual("error"u8);
            IsEnd = type.SequenceEqual("response.completed"u8) || type.SequenceEqual("response.incomplete"u8) || type.SequenceEqual("response.failed"u8);
            if (IsEnd)
                judge.End();
            else
                judge.Other();
            if (type.SequenceEqual("response.created"u8))
                judge.Begin();
        }

        // A body says its text once; the last event of a stream says again what the deltas said. It may stand before the status or after it.
        public void Whole(ReadOnlySpan<byte> text)
        {
            if (IsBody)
                judge.Say(text);
            else
                judge.Repeat(text);
        }
    }
}
