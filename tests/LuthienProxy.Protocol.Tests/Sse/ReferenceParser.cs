using System.Text;

namespace LuthienProxy.Protocol.Tests.Sse;

/// <summary>The event-stream rules written down as plainly as possible, over the whole input, with Latin-1 characters for bytes. Knows nothing of the framer.</summary>
static class ReferenceParser
{
    public static List<PlainFrame> Parse(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        text = text.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal) ? text[3..] : text;
        var frames = new List<PlainFrame>();
        var name = "";
        var data = new List<string>();
        // The two lines at the end stand for the line end and the blank line that an upstream may leave out (H4).
        foreach (var line in text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n').Append(""))
        {
            var colon = line.IndexOf(':');
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            var trimmed = value.StartsWith(' ') ? value[1..] : value;
            if (line.Length == 0)
            {
                if (data.Count > 0)
                    frames.Add(new(name, string.Join('\n', data), IsComment: false));
                name = "";
                data.Clear();
            }
            else if (colon == 0)
                frames.Add(new("", value, IsComment: true));
            else if (field == "data")
                data.Add(trimmed);
            else if (field == "event")
                name = trimmed;
        }
        return frames;
    }
}
