using System.Text;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Reads an event stream in the one framing that the gateway may write (H1), and reports every deviation.</summary>
static class SseText
{
    /// <summary>The named events and their data; comments are passed over.</summary>
    public static List<(string Name, byte[] Data)> Events(ReadOnlySpan<byte> stream, Action<string, string> report)
    {
        var events = new List<(string Name, byte[] Data)>();
        if (stream.StartsWith(Encoding.UTF8.Preamble))
            report("H1", "The stream begins with a byte order mark.");
        if (stream.Contains((byte)'\r'))
            report("H1", "A line ends with CR.");
        if (!stream.IsEmpty && !stream.EndsWith("\n\n"u8))
            report("H1", "The last event does not end with a blank line.");
        while (!stream.IsEmpty)
        {
            var end = stream.IndexOf("\n\n"u8);
            var frame = end < 0 ? stream : stream[..end];
            stream = end < 0 ? default : stream[(end + 2)..];
            if (!frame.StartsWith(":"u8))
                events.Add(Event(frame, report));
        }
        return events;
    }

    static (string Name, byte[] Data) Event(ReadOnlySpan<byte> frame, Action<string, string> report)
    {
        var name = "";
        var data = new List<byte>();
        foreach (var range in frame.Split((byte)'\n'))
        {
            var line = frame[range];
            if (line.StartsWith("event: "u8))
                name = Encoding.UTF8.GetString(line[7..]);
            else if (line.StartsWith("data: "u8))
                data.AddRange([.. data.Count > 0 ? "\n"u8 : default, .. line[6..]]);
            else
                report("H1", $"A line is neither an event nor data: {Encoding.UTF8.GetString(line)}");
        }
        return (name, data.ToArray());
    }
}
