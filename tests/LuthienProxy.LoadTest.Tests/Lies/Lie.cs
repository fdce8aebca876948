namespace LuthienProxy.LoadTest.Tests.Lies;

/// <summary>What a lying proxy makes of an answer: events to events. Two marks end it.</summary>
static class Lie
{
    /// <summary>Nothing more comes, and the connection stays.</summary>
    public const string Stall = "(stall)";

    /// <summary>The connection ends in the middle of the HTTP message, in order (FIN).</summary>
    public const string Close = "(close)";

    /// <summary>The connection breaks (RST).</summary>
    public const string Reset = "(reset)";

    /// <summary>Where most lies happen: the place of this delta.</summary>
    public const int Place = 7;

    /// <summary>The truth.</summary>
    public static IEnumerable<string> None(List<string> events) => events;

    /// <summary>The delta at the place is changed.</summary>
    public static IEnumerable<string> Changed(List<string> events, Func<string, string> change)
    {
        var at = At(events, Place);
        events[at] = change(events[at]);
        return events;
    }

    /// <summary>One letter of the delta's text is another.</summary>
    public static string OtherLetter(string delta, int letter)
    {
        var at = delta.IndexOf("\"[", StringComparison.Ordinal) + 1 + letter;
        return $"{delta[..at]}{(delta[at] == 'a' ? 'b' : 'a')}{delta[(at + 1)..]}";
    }

    /// <summary>The delta at the place is not delivered.</summary>
    public static IEnumerable<string> Lost(List<string> events)
    {
        events.RemoveAt(At(events, Place));
        return events;
    }

    /// <summary>The delta at the place comes after its follower.</summary>
    public static IEnumerable<string> Reordered(List<string> events)
    {
        var at = At(events, Place);
        (events[at], events[at + 1]) = (events[at + 1], events[at]);
        return events;
    }

    /// <summary>The delta at the place comes twice.</summary>
    public static IEnumerable<string> Duplicated(List<string> events)
    {
        var at = At(events, Place);
        events.Insert(at, events[at]);
        return events;
    }

    /// <summary>What comes before the place, and then something else.</summary>
    public static IEnumerable<string> UpTo(List<string> events, params string[] then) => [.. events[..At(events, Place)], .. then];

    /// <summary>The last event again, or another after it.</summary>
    public static IEnumerable<string> AfterTheEnd(List<string> events, Func<List<string>, string> which) => [.. events, which(events)];

    /// <summary>A delta of the answer.</summary>
    public static string Delta(List<string> events) => events[At(events, Place)];

    static int At(List<string> events, int delta) => events.Select((text, at) => (text, at)).Where(x => IsDelta(x.text)).ElementAt(delta).at;

    static bool IsDelta(string text) =>
        text.Contains("\"content\":\"[", StringComparison.Ordinal) || text.Contains("text_delta", StringComparison.Ordinal) || text.Contains("output_text.delta", StringComparison.Ordinal);
}
