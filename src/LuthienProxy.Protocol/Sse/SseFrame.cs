namespace LuthienProxy.Protocol.Sse;

/// <summary>
/// One server-sent event (WHATWG HTML §9.2.6): the values of its <c>event</c> and <c>data</c> fields, or one comment.
/// </summary>
/// <remarks>
/// The memory is immutable and never pooled: a frame may be kept for as long as anybody likes, on any thread.
/// <c>id</c> and <c>retry</c> are not carried: none of the three wire formats uses them.
/// </remarks>
/// <param name="Event">The event name as it came, UTF-8; empty when the frame had none.</param>
/// <param name="Data">The data, UTF-8; several <c>data</c> lines are joined by LF. For a comment: its text after the colon.</param>
/// <param name="IsComment">Whether this frame is a comment line, which clients ignore and which keeps a connection warm.</param>
public readonly record struct SseFrame(ReadOnlyMemory<byte> Event, ReadOnlyMemory<byte> Data, bool IsComment = false);
