using System.Text;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Events as bytes, in the plain framing of the providers or an odd but legal one.</summary>
static class Framing
{
    public static byte[] Encode(SpokenEvent spoken, FaultKind? fault)
    {
        var text = spoken.Role == EventRole.Comment ? $": {spoken.Data}\n\n" : Lines(spoken, fault);
        return Encoding.UTF8.GetBytes(fault switch
        {
            FaultKind.Crlf => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            FaultKind.CarriageReturns => text.Replace('\n', '\r'),
            _ => text,
        });
    }

    static string Lines(SpokenEvent spoken, FaultKind? fault)
    {
        var named = spoken.Name is null ? "" : $"event: {spoken.Name}\n";
        return fault switch
        {
            FaultKind.Comments => $": a comment\nid:7\nretry:3000\n{named.Replace(": ", ":", StringComparison.Ordinal)}:another\ndata:{spoken.Data}\n\n",
            FaultKind.SeveralDataLines => $"{named}{Spread(spoken.Data)}\n",
            _ => $"{named}data: {spoken.Data}\n\n",
        };
    }

    // JSON takes a newline after its first and before its last brace; anything else stays on one line.
    static string Spread(string data) =>
        data is ['{', .., '}'] ? $"data: {{\ndata: {data[1..^1]}\ndata: }}\n" : $"data: {data}\n";
}
