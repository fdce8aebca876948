using System.Text;
using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

/// <summary>A deliberately plain reader of event streams: the whole text at once, as the standard's prose has it.</summary>
static class SseLines
{
    public sealed record Event(string? Name, string Data)
    {
        public JsonNode Json => JsonNode.Parse(Data)!;
    }

    public static IReadOnlyList<Event> Parse(byte[] bytes) => Parse(Encoding.UTF8.GetString(bytes));

    public static IReadOnlyList<Event> Parse(string text)
    {
        var events = new List<Event>();
        string? name = null;
        var data = new List<string>();
        foreach (var line in text.TrimStart('\uFEFF').Replace("\r\n", "\n").Replace('\r', '\n').Split('\n')[..^1])
        {
            var colon = line.IndexOf(':');
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            value = value.StartsWith(' ') ? value[1..] : value;
            if (line.Length == 0 && data.Count > 0)
                events.Add(new Event(name, string.Join('\n', data)));
            if (line.Length == 0)
                (name, data) = (null, []);
            else if (field == "event")
                name = value;
            else if (field == "data")
                data.Add(value);
        }

        return events;
    }
}
