namespace Luthien.Hocon;

/// <summary>A string, number, boolean or null, kept as the text that was written.</summary>
public sealed class HoconScalar : HoconValue
{
    internal HoconScalar(HoconOrigin origin, string text, HoconScalarKind kind, string? variable = null)
        : base(origin, 1, 1)
    {
        Text = text;
        Kind = kind;
        Variable = variable;
    }

    /// <summary>The text as written, without quotes and with escapes decoded; <c>null</c> for an explicit null.</summary>
    public string Text { get; }

    /// <summary>What it was written as.</summary>
    public HoconScalarKind Kind { get; }

    /// <summary>The environment variable that it was read from; null where it was written, or joined of several pieces.</summary>
    public string? Variable { get; }
}
