using System.Text;
using System.Text.Unicode;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Events;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Shows recorded bytes.</summary>
static class Bodies
{
    /// <summary>Shows a payload, at most so many bytes of it; null for none.</summary>
    internal static BodyView? Show(Payload? payload, int max) => payload switch
    {
        null => null,
        Payload.Whole whole => Show(whole.Bytes.Span, whole.Size, max),
        Payload.Cut cut => Show(cut.Head.Span, cut.FullSize, max) with
        {
            IsExcerpt = cut.Head.Length > max,
            Cut = cut.Reason,
            Sha256 = cut.Sha256.IsDefaultOrEmpty ? null : Convert.ToHexStringLower([.. cut.Sha256]),
        },
        _ => null,
    };

    /// <summary>Shows bytes, at most so many of them.</summary>
    internal static BodyView Show(ReadOnlySpan<byte> bytes, long size, int max)
    {
        var shown = bytes[..Math.Min(bytes.Length, max)];
        // A cut or a segment's border may split a character; that makes no binary of a text.
        var text = shown[..^Incomplete(shown)];
        var start = LeadingContinuation(text);
        var isText = Utf8.IsValid(text[start..]);
        return new()
        {
            Size = size,
            Text = isText ? new string('\uFFFD', start > 0 ? 1 : 0) + Encoding.UTF8.GetString(text[start..]) + new string('\uFFFD', text.Length < shown.Length ? 1 : 0) : null,
            Base64 = isText ? null : Convert.ToBase64String(shown),
            IsExcerpt = shown.Length < bytes.Length,
        };
    }

    // How many bytes at the end begin a character that is not whole.
    static int Incomplete(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var value = bytes[^back];
            if (value < 0x80)
                return 0;
            if (value >= 0xC0)
                return back < (value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2) ? back : 0;
        }
        return 0;
    }

    static int LeadingContinuation(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < Math.Min(3, bytes.Length) && (bytes[count] & 0xC0) == 0x80)
            count++;
        return count;
    }
}
