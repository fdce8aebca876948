namespace LuthienProxy.Pipeline.Delivery;

/// <summary>The two content types of the three formats (H14).</summary>
static class MediaTypes
{
    public const string Json = "application/json";

    public const string EventStream = "text/event-stream";
}
