using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Where the fields of a <c>response</c> object stand that the house reads or may have to replace.</summary>
sealed class ResponseShape
{
    /// <summary>The whole object.</summary>
    public JsonSpan At { get; set; }

    public JsonSpan IdAt { get; set; }

    public JsonSpan ModelAt { get; set; }

    public JsonSpan CreatedAt { get; set; }

    public JsonSpan StatusAt { get; set; }

    public JsonSpan OutputAt { get; set; }

    public JsonSpan UsageAt { get; set; }

    public JsonSpan ErrorAt { get; set; }

    public JsonSpan IncompleteAt { get; set; }

    /// <summary>The SDKs' convenience copy of all text, which some servers put on the wire.</summary>
    public JsonSpan OutputTextAt { get; set; }
}
