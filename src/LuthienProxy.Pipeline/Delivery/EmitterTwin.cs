using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// A second emitter that stands where the client stands: it is fed what the first was fed, once that has been delivered. When what was written after it is
/// taken back, the twin ends the answer, and the client sees no gap (open blocks, sequence numbers). Not thread-safe.
/// </summary>
/// <remarks>Only for answers that may be taken back (<c>before-delivery</c>): it costs the emitter's work a second time. An id that the upstream left
/// out is invented by each of the two: the error's then differs from the answer's.</remarks>
sealed class EmitterTwin(IResponseEmitter emitter)
{
    static readonly ResponseEvent KeepAlive = new Passthrough();

    // Since the last delivery; null stands for a settling. Bounded by what is written between two flushes.
    readonly List<ResponseEvent?> _fed = [];
    readonly ArrayBufferWriter<byte> _nowhere = new();

    /// <summary>The emitter, in the state of what was delivered.</summary>
    public IResponseEmitter Emitter => emitter;

    /// <summary>The first emitter was fed an event.</summary>
    public void Emitted(ResponseEvent next) => _fed.Add(next);

    /// <summary>The first emitter was settled.</summary>
    public void Settled() => _fed.Add(null);

    /// <summary>The first emitter wrote a sign of life.</summary>
    public void KeptAlive() => _fed.Add(KeepAlive);

    /// <summary>All that was written has been delivered.</summary>
    public void Delivered()
    {
        foreach (var next in _fed)
        {
            if (next is null)
                emitter.Settle(_nowhere);
            else if (ReferenceEquals(next, KeepAlive))
                emitter.KeepAlive(_nowhere);
            else
                emitter.Emit(next, _nowhere);
            _nowhere.ResetWrittenCount();
        }
        _fed.Clear();
    }
}
