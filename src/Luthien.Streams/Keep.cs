namespace Luthien.Streams;

/// <summary>The usual choices of what to keep when two parts that both materialise a value are joined.</summary>
public static class Keep
{
    /// <summary>Keeps the value of the upstream part.</summary>
    public static TLeft Left<TLeft, TRight>(TLeft left, TRight right) => left;

    /// <summary>Keeps the value of the downstream part.</summary>
    public static TRight Right<TLeft, TRight>(TLeft left, TRight right) => right;

    /// <summary>Keeps both values as a pair.</summary>
    public static (TLeft Left, TRight Right) Both<TLeft, TRight>(TLeft left, TRight right) => (left, right);

    /// <summary>Keeps neither.</summary>
    public static NotUsed None<TLeft, TRight>(TLeft left, TRight right) => NotUsed.Instance;
}
