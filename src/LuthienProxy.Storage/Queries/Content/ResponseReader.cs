using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>Reads recorded answers for people, streamed or not.</summary>
static class ResponseReader
{
    /// <summary>Characters that are shown of a body that is no answer of its format.</summary>
    const int MaxForeign = 64 * 1024;

    /// <summary>Reads a body. What cannot be read as an answer is shown as one opaque piece; of a refusal, as the error.</summary>
    /// <param name="format">The wire format; null for a call that is no conversation.</param>
    /// <param name="body">The body.</param>
    /// <param name="isRefusal">Whether its HTTP status says that it is an error.</param>
    internal static ResponseView Read(IWireFormat? format, ReadOnlyMemory<byte> body, bool isRefusal)
    {
        if (isRefusal)
            return new() { Error = Excerpt(body), IsComplete = true };
        try
        {
            return format is null ? Foreign(body) : Show(IsStream(body.Span) ? Decode(format, body) : format.DecodeBody(body));
        }
        catch (MalformedResponseException)
        {
            return Foreign(body);
        }
    }

    /// <summary>Whether a body is a stream of server-sent events: neither JSON object nor array begins as one of its lines does.</summary>
    internal static bool IsStream(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8) is [not ((byte)'{' or (byte)'['), ..];

    static List<ResponseEvent> Decode(IWireFormat format, ReadOnlyMemory<byte> body)
    {
        var framer = new SseFramer(int.MaxValue);
        var decoder = format.CreateStreamDecoder();
        var events = new List<ResponseEvent>();
        framer.Append(body);
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, events);
        // A last event without its blank line counts: so it was passed on.
        framer.Complete();
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, events);
        return events;
    }

    static ResponseView Show(IReadOnlyList<ResponseEvent> events)
    {
        var blocks = new BlockCollector();
        ResponseFailed? failed = null;
        var isCompleted = false;
        StopReason? stop = null;
        TokenUsage? usage = null;
        foreach (var happened in events)
            switch (happened)
            {
                case BlockStarted started:
                    blocks.Start(started);
                    break;
                case BlockDelta delta:
                    blocks.Append(delta);
                    break;
                case ChoiceStopped stopped:
                    stop ??= stopped.Reason;
                    break;
                case UsageReported reported:
                    usage = Merge(usage, reported.Usage);
                    break;
                case ResponseFailed end:
                    failed ??= end;
                    break;
                case ResponseCompleted:
                    isCompleted = true;
                    break;
            }
        return new()
        {
            Blocks = blocks.Take(),
            StopReason = stop is { } reason ? reason.Wire ?? reason.Kind.ToString() : null,
            Usage = usage,
            Error = failed?.Error.Message,
            IsComplete = isCompleted || failed is not null,
        };
    }

    // Reports are cumulative; what a later one leaves out stands as it was.
    static TokenUsage Merge(TokenUsage? known, TokenUsage said) => new()
    {
        Input = said.Input ?? known?.Input,
        Output = said.Output ?? known?.Output,
        CacheRead = said.CacheRead ?? known?.CacheRead,
        CacheCreation = said.CacheCreation ?? known?.CacheCreation,
        Reasoning = said.Reasoning ?? known?.Reasoning,
    };

    static ResponseView Foreign(ReadOnlyMemory<byte> body) =>
        new() { Blocks = [new() { Kind = ContentKind.Opaque, Text = Excerpt(body) }], IsComplete = true };

    static string Excerpt(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxForeign)]);
}
