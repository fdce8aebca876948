namespace LuthienProxy.Protocol.Chat;

/// <summary>What a frame of Chat Completions is.</summary>
enum ChatFrameKind
{
    /// <summary>A comment line.</summary>
    Comment,

    /// <summary>An event without data, which no client can read.</summary>
    Empty,

    /// <summary>A <c>chat.completion.chunk</c>.</summary>
    Chunk,

    /// <summary>A chunk with an <c>error</c>: terminal (C7).</summary>
    Error,

    /// <summary>The terminator, <c>[DONE]</c>.</summary>
    Done,

    /// <summary>The whole body of an answer that was not streamed.</summary>
    Body,
}
