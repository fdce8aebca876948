using System.Text;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Tests.Sse;

/// <summary>A frame by value, bytes as Latin-1 characters.</summary>
sealed record PlainFrame(string Event, string Data, bool IsComment = false)
{
    public static PlainFrame Of(in SseFrame frame) =>
        new(Encoding.Latin1.GetString(frame.Event.Span), Encoding.Latin1.GetString(frame.Data.Span), frame.IsComment);
}
