namespace Luthien.Hocon;

/// <summary>A string, number, boolean or null, kept as the text that was written.</summary>
public sealed class HoconScalar : HoconValue
{
    internal HoconScalar(HoconOrigin origin, string text, HoconScalarKind kind)
        : base(origin, 1, 1)
    {
        Text = text;
        Kind = kind;
    }

    /// <summary>The text as written, without quotes and with escapes decoded; <c>null</c> for an explicit null.</summary>
    public string Text { get; }

    /// <summary>What it was written as.</summary>
    public HoconScalarKind Kind { get; }
}
