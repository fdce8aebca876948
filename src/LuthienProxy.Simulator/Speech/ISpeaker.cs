using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Speech;

/// <summary>Says an answer in one format. Stateless.</summary>
interface ISpeaker
{
    /// <summary>The headers a real provider adds to each answer.</summary>
    ImmutableArray<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The status of "overloaded".</summary>
    int OverloadedStatus { get; }

    /// <summary>The streamed answer.</summary>
    IEnumerable<SpokenEvent> Stream(Telling telling);

    /// <summary>The answer as one JSON body.</summary>
    string Body(Telling telling);

    /// <summary>The JSON body of an HTTP error.</summary>
    string Error(ErrorAnswer error);

    /// <summary>The stream's end by error, after <paramref name="spoken"/>.</summary>
    IEnumerable<SpokenEvent> ErrorEnd(Telling telling, string message, IReadOnlyList<SpokenEvent> spoken);
}
