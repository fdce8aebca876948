namespace Luthien.Hocon;

/// <summary>What a scalar was written as. Conversion goes by the reader's target type, so <c>"5"</c> and <c>5</c> both read as a number.</summary>
public enum HoconScalarKind
{
    /// <summary>Text, quoted or not, and every concatenation.</summary>
    String,

    /// <summary>A JSON number, kept as it was written.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An explicit <c>null</c>, which hides an earlier value.</summary>
    Null,
}
