namespace ClaimsWatch.Synth.City;

/// <summary>診療科 of an invented clinic; decides its diseases, acts and medicines.</summary>
internal enum Specialty
{
    /// <summary>内科.</summary>
    Internal,

    /// <summary>整形外科.</summary>
    Orthopaedics,

    /// <summary>心療内科.</summary>
    Psychiatry,

    /// <summary>皮膚科.</summary>
    Dermatology,

    /// <summary>眼科.</summary>
    Ophthalmology,

    /// <summary>耳鼻咽喉科.</summary>
    Ent,

    /// <summary>小児科.</summary>
    Paediatrics,

    /// <summary>泌尿器科.</summary>
    Urology,

    /// <summary>脳神経内科.</summary>
    Neurology,

    /// <summary>消化器内科.</summary>
    Gastroenterology,

    /// <summary>腎臓透析.</summary>
    Dialysis,

    /// <summary>総合病院.</summary>
    Hospital,
}
