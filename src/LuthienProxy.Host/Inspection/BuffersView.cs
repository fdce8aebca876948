using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Host.Inspection;

/// <summary>Bytes that a running call's buffers hold.</summary>
/// <param name="Request">The request, and what policies made of it.</param>
/// <param name="Framing">The upstream's event that is not whole yet.</param>
/// <param name="Policies">Text that built-in policies have gathered.</param>
/// <param name="Recording">What is not on record or not delivered; the text for search.</param>
/// <param name="Delivery">What the client has not got.</param>
sealed record BuffersView(long Request, long Framing, long Policies, long Recording, long Delivery)
{
    public static BuffersView Of(RetainedBytes held) => new(held.Request, held.Framing, held.Policies, held.Recording, held.Delivery);
}
