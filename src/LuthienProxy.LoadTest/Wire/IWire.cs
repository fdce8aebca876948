using LuthienProxy.LoadTest.Verifying;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>Reads the answers of one format. Stateless and thread-safe; what has been seen of an answer its judge knows.</summary>
interface IWire
{
    /// <summary>The path of its endpoint.</summary>
    string Path { get; }

    /// <summary>The member of a request that holds the conversation.</summary>
    string Member { get; }

    /// <summary>One event of a stream.</summary>
    /// <exception cref="System.Text.Json.JsonException">Its data is no JSON.</exception>
    void Hear(ReadOnlySpan<byte> data, AnswerJudge judge);

    /// <summary>A whole answer that was not streamed.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    void Read(ReadOnlySpan<byte> body, AnswerJudge judge);
}
