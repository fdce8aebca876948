namespace Luthien.Hocon;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key, unquoted; case-sensitive.</param>
/// <param name="Value">The resolved value.</param>
/// <param name="Origin">Where the key that won was written, also when the value came from elsewhere through a substitution.</param>
public sealed record HoconField(string Key, HoconValue Value, HoconOrigin Origin);
