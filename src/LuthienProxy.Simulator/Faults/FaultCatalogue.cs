using System.Collections.Frozen;
using System.Collections.Immutable;
using static LuthienProxy.Simulator.FaultEffect;
using static LuthienProxy.Simulator.FaultScope;

namespace LuthienProxy.Simulator;

/// <summary>The closed list of faults.</summary>
public static class FaultCatalogue
{
    /// <summary>Every fault once, in the order of <see cref="FaultKind"/>.</summary>
    public static ImmutableArray<FaultDescription> All { get; } =
    [
        Of(FaultKind.SlowHeaders, "slow-headers", Both, Harmless, "Waits before the status line."),
        Of(FaultKind.SlowFirstEvent, "slow-first-event", Both, Harmless, "Sends the headers, then waits before the first byte of the body."),
        Of(FaultKind.SlowDeltas, "slow-deltas", Streaming, Harmless, "Waits before each content delta."),
        Of(FaultKind.StallBeforeHeaders, "stall-before-headers", Both, Hangs, "Takes the request and never answers."),
        Of(FaultKind.StallBeforeFirstEvent, "stall-before-first-event", Both, Hangs, "Sends the headers and then nothing."),
        Of(FaultKind.StallMidStream, "stall-mid-stream", Both, Hangs, "Sends half of the answer and then nothing."),
        Of(FaultKind.CutBeforeFirstEvent, "cut-before-first-event", Streaming, NoAnswer, "Ends the stream cleanly before any event."),
        Of(FaultKind.CutMidStream, "cut-mid-stream", Streaming, Broken, "Ends the stream cleanly between two events, half way."),
        Of(FaultKind.CutInsideEvent, "cut-inside-event", Streaming, Broken, "Ends the stream cleanly in the middle of an event's bytes."),
        Of(FaultKind.MissingTerminator, "missing-terminator", Streaming, Broken, "Says everything but the terminator, then ends cleanly."),
        Of(FaultKind.CloseBeforeHeaders, "close-before-headers", Both, NoAnswer, "Closes the connection (FIN) instead of answering."),
        Of(FaultKind.CloseMidStream, "close-mid-stream", Both, Broken, "Closes the connection (FIN) half way, without ending the HTTP body."),
        Of(FaultKind.ResetBeforeHeaders, "reset-before-headers", Both, NoAnswer, "Resets the connection (RST) instead of answering."),
        Of(FaultKind.ResetMidStream, "reset-mid-stream", Both, Broken, "Resets the connection (RST) half way."),
        Of(FaultKind.ErrorStatus, "error-status", Both, FaultEffect.ErrorStatus, "Answers with an error status and the format's envelope."),
        Of(FaultKind.RateLimited, "rate-limited", Both, FaultEffect.ErrorStatus, "Answers 429 with retry-after and rate-limit headers."),
        Of(FaultKind.Overloaded, "overloaded", Both, FaultEffect.ErrorStatus, "Answers that the provider is overloaded: 529 (Anthropic) or 503 (OpenAI)."),
        Of(FaultKind.ErrorEventFirst, "error-event-first", Streaming, Broken, "Answers 200 and sends the format's error event before any content."),
        Of(FaultKind.ErrorEventMidStream, "error-event-mid-stream", Streaming, Broken, "Sends the format's error event half way, then ends cleanly."),
        Of(FaultKind.MalformedJson, "malformed-json", Both, Illegal, "Breaks the JSON of one content event, or of the body."),
        Of(FaultKind.GiantEvent, "giant-event", Both, Harmless, "Makes one delta (or the body's text) megabytes long."),
        Of(FaultKind.DeltaBeforeStart, "delta-before-start", Streaming, Illegal, "Sends the first delta before the answer's opening event."),
        Of(FaultKind.DeltaAfterStop, "delta-after-stop", Streaming, Illegal, "Sends the last delta after the stop reason, before the terminator."),
        Of(FaultKind.EventAfterEnd, "event-after-end", Streaming, Illegal, "Sends one more delta after the terminator."),
        Of(FaultKind.NonUtf8, "non-utf8", Both, Illegal, "Puts bytes that are not UTF-8 into the text."),
        Of(FaultKind.Crlf, "crlf", Streaming, Harmless, "Ends lines with CR LF."),
        Of(FaultKind.CarriageReturns, "carriage-returns", Streaming, Harmless, "Ends lines with CR alone."),
        Of(FaultKind.Comments, "comments", Streaming, Harmless, "Adds comment, id and retry lines, and leaves out the space after the colon."),
        Of(FaultKind.ByteOrderMark, "byte-order-mark", Both, Harmless, "Begins the body with a UTF-8 byte order mark."),
        Of(FaultKind.SeveralDataLines, "several-data-lines", Streaming, Harmless, "Spreads the data of each event over three lines."),
        Of(FaultKind.TinyWrites, "tiny-writes", Both, Harmless, "Writes and flushes 1 to 7 bytes at a time."),
        Of(FaultKind.MissingFinalBlankLine, "missing-final-blank-line", Streaming, Harmless, "Leaves out the blank line after the last event."),
        Of(FaultKind.HtmlPage, "html-page", Both, NoAnswer, "Answers 200 with an HTML page."),
        Of(FaultKind.HtmlBadGateway, "html-bad-gateway", Both, FaultEffect.ErrorStatus, "Answers 502 with an HTML page."),
        Of(FaultKind.EmptyBody, "empty-body", Both, NoAnswer, "Answers 200 with the right content type and an empty body."),
        Of(FaultKind.Gzip, "gzip", Both, Harmless, "Compresses the answer although nobody asked."),
        Of(FaultKind.WrongContentType, "wrong-content-type", Both, Harmless, "Sends a faithful answer as text/plain."),
        Of(FaultKind.TruncatedBody, "truncated-body", Whole, Broken, "Ends the HTTP body cleanly after half of the JSON."),
    ];

    static readonly FrozenDictionary<string, FaultDescription> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Every cell of faults × formats × streaming or not, also those where the fault does not apply.</summary>
    public static IEnumerable<FaultCell> Cells =>
        from fault in All
        from api in Enum.GetValues<SimulatorApi>()
        from streaming in new[] { true, false }
        select new FaultCell(fault, api, streaming, fault.AppliesTo(streaming));

    /// <summary>The line of a fault.</summary>
    public static FaultDescription Describe(FaultKind kind) => All[(int)kind];

    /// <summary>The fault of this name, or null.</summary>
    public static FaultDescription? Find(string name) => ByName.GetValueOrDefault(name);

    static FaultDescription Of(FaultKind kind, string name, FaultScope scope, FaultEffect effect, string sentence) => new(kind, name, scope, effect, sentence);
}
