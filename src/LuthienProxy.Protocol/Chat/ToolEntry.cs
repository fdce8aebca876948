using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>An entry of <c>tool_calls</c>, or a <c>function_call</c>, as it stands on the wire.</summary>
ref struct ToolEntry()
{
    /// <summary>The entry's object.</summary>
    public JsonSpan Span;

    /// <summary>Its <c>index</c>; -1 when it bears none.</summary>
    public int Index = -1;

    /// <summary>Its id; null when it bears none.</summary>
    public string? Id;

    /// <summary>The tool's name; null when it bears none.</summary>
    public string? Name;

    /// <summary>Whether it bears a type.</summary>
    public bool HasType;

    /// <summary>Whether it calls a custom tool.</summary>
    public bool IsCustom;

    /// <summary>Whether it is a <c>function_call</c>.</summary>
    public bool IsLegacy;


    /// <summary>The inside of the arguments' string.</summary>
    public JsonSpan Arguments;

    /// <summary>Which fields of the head it bears.</summary>
    public readonly ToolHeadTraits Head =>
        (string.IsNullOrEmpty(Id) ? ToolHeadTraits.None : ToolHeadTraits.Id)
        | (string.IsNullOrEmpty(Name) ? ToolHeadTraits.None : ToolHeadTraits.Name)
        | (HasType ? ToolHeadTraits.Type : ToolHeadTraits.None);

    /// <summary>The field its arguments stand in.</summary>
    public readonly ChatField Field =>
        IsLegacy ? ChatField.LegacyArguments : IsCustom ? ChatField.CustomInput : ChatField.Arguments;
}
