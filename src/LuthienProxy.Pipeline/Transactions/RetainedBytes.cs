namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// Bytes that the buffers of a stream hold at a moment. What frames and events refer to counts where its memory belongs, once: an event that a policy holds
/// stands in the record's chunk. Without recording, nobody counts those chunks.
/// </summary>
/// <param name="Request">The body of the request, and what policies made of it.</param>
/// <param name="Framing">The upstream's event that is not whole yet.</param>
/// <param name="Policies">Text that built-in policies have gathered.</param>
/// <param name="Recording">What is not on record or not delivered, in whole arrays; the text for search.</param>
/// <param name="Delivery">What the client has not got: staged here, or in the flush that waits for it.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct RetainedBytes(long Request, long Framing, long Policies, long Recording, long Delivery)
{
    /// <summary>All of them.</summary>
    public long Total => Request + Framing + Policies + Recording + Delivery;

    /// <summary>Both together.</summary>
    public static RetainedBytes operator +(RetainedBytes one, RetainedBytes other) => new(
        one.Request + other.Request,
        one.Framing + other.Framing,
        one.Policies + other.Policies,
        one.Recording + other.Recording,
        one.Delivery + other.Delivery);

    /// <inheritdoc cref="op_Addition"/>
    public static RetainedBytes Add(RetainedBytes left, RetainedBytes right) => left + right;
}
