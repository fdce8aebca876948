using System.Buffers;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>
/// Writes one answer as a legal sequence of its wire format, whatever events it is fed. Owns indices, sequence numbers, ids, stop reasons,
/// usage and terminators. Holds the state of one answer; not thread-safe.
/// </summary>
/// <remarks>
/// A frame all of whose events arrive untouched, in order and together, leaves with exactly its <c>event</c> and <c>data</c> values (or body).
/// What would be illegal is repaired where the format allows it, else dropped or the answer is ended with a valid error; each is counted in <see cref="Repairs"/>.
/// After the end every further event is ignored and counted.
/// </remarks>
public interface IResponseEmitter
{
    /// <summary>Whether anything was written yet: before that, an error can still be an HTTP status.</summary>
    bool HasStarted { get; }

    /// <summary>Whether the answer has ended, well or with an error.</summary>
    bool HasEnded { get; }

    /// <summary>What was repaired or refused so far.</summary>
    RepairCounts Repairs { get; }

    /// <summary>Takes the next event and writes what it makes due.</summary>
    void Emit(ResponseEvent next, IBufferWriter<byte> output);

    /// <summary>Writes what was held back in the hope of keeping a frame whole; called when no further event is ready.</summary>
    void Settle(IBufferWriter<byte> output);

    /// <summary>Ends the answer with an error in the format's form, unless it has ended; closes what is open first where the format asks for it.</summary>
    void Fail(GatewayError error, IBufferWriter<byte> output);

    /// <summary>Writes a keep-alive that is legal here and that clients count as life; false when none is possible at this point.</summary>
    bool KeepAlive(IBufferWriter<byte> output);
}
