using System.IO.Pipelines;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// The client that waits for an answer; the host implements it over HTTP. Used by one flow at a time, except <see cref="Gone"/> and <see cref="Abort"/>.
/// </summary>
public interface IClientChannel
{
    /// <summary>Fires when the client has left.</summary>
    CancellationToken Gone { get; }

    /// <summary>Where the answer is written; flushing it waits for a slow client.</summary>
    PipeWriter Body { get; }

    /// <summary>Whether the head has gone out: from then on an error can only be told within the body.</summary>
    bool HasStarted { get; }

    /// <summary>States status and headers; may be called again until <see cref="HasStarted"/>, the last call counts.</summary>
    void SetHead(ReplyHead head);

    /// <summary>Cuts the connection, so that what was sent cannot be taken for a whole answer.</summary>
    void Abort();
}
