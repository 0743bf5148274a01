//! One profile's lists added to another's. What the first one says alone, it keeps.

use std::sync::OnceLock;

use super::phrases::{Lexicon, Phrases};
use super::{
    Brackets, Byline, Contributors, Dateline, End, Figure, Head, Internal, Leftovers, Lifecycle, Marks, Profile,
};

trait Add {
    fn add_all(&mut self, other: &Self);
}

impl Add for Phrases {
    fn add_all(&mut self, other: &Self) {
        self.add(other);
    }
}

impl Add for Lexicon {
    fn add_all(&mut self, other: &Self) {
        self.add(other);
    }
}

impl<T: Clone> Add for Vec<T> {
    fn add_all(&mut self, other: &Self) {
        self.extend(other.iter().cloned());
    }
}

impl Add for Brackets {
    fn add_all(&mut self, other: &Self) {
        self.0.add_all(&other.0);
    }
}

macro_rules! add {
    ($name:ident: $($field:ident)* $(; $own:ident)*) => {
        impl Add for $name {
            fn add_all(&mut self, other: &Self) {
                let $name { $($field,)* $($own: _,)* } = other;
                $(self.$field.add_all($field);)*
            }
        }
    };
}

add!(Head: sections places date_words deck_labels; by_form; deck; deck_without_dateline);
add!(Figure: credit_labels telling_labels illustration handout credit_starts credit_ends caption_labels brackets separators; credit_position);
add!(Byline: labels suffixes joiners affiliation_marks sources surnames particles roles);
add!(Contributors: reporter writer editor translator photographer contributor places endings);
add!(End: glued alone sign_offs);
add!(Leftovers: lines begins related tags);
add!(Marks: before bare bracket notes slug below; action);
add!(Internal: notes fences fence_ends routing);

impl Add for Dateline {
    fn add_all(&mut self, other: &Self) {
        let Dateline {
            agencies,
            dashes,
            forms,
            own_line,
            forms_before_date,
            forms_before_text,
            dates,
            lead_dates: _,
            months,
            solar_months,
            lunar_months,
            weekdays,
            cities,
            attributions,
            agency_is_source: _,
            calendar_names: _,
            date_letters: _,
        } = other;
        self.calendar_names = OnceLock::new();
        self.date_letters = OnceLock::new();
        self.agencies.add(agencies);
        self.dashes.add_all(dashes);
        self.forms.add_all(forms);
        self.own_line.add_all(own_line);
        self.forms_before_date.add_all(forms_before_date);
        self.forms_before_text.add_all(forms_before_text);
        self.dates.add_all(dates);
        self.weekdays.add(weekdays);
        self.cities.add(cities);
        self.attributions.add(attributions);
        for (own, more) in
            [(&mut self.months, months), (&mut self.solar_months, solar_months), (&mut self.lunar_months, lunar_months)]
        {
            if own.len() < more.len() {
                own.resize(more.len(), Phrases::default());
            }
            own.iter_mut().zip(more).for_each(|(own, more)| own.add(more));
        }
    }
}

impl Add for Lifecycle {
    fn add_all(&mut self, other: &Self) {
        let Lifecycle { update, correction, kill, embargo, embargo_action: _, label, zones } = other;
        self.update.add_all(update);
        self.correction.add_all(correction);
        self.kill.add_all(kill);
        self.embargo.add(embargo);
        self.label.add_all(label);
        self.zones.extend(zones.iter().map(|(name, offset)| (name.clone(), offset.clone())));
    }
}

impl Profile {
    /// Adds what any agency may write. The profile's own patterns are tried first.
    pub fn add_common(&mut self, common: &Profile) {
        self.head.add_all(&common.head);
        self.dateline.add_all(&common.dateline);
        self.figure.add_all(&common.figure);
        self.byline.add_all(&common.byline);
        self.contributors.add_all(&common.contributors);
        self.end.add_all(&common.end);
        self.leftovers.add_all(&common.leftovers);
        self.lifecycle.add_all(&common.lifecycle);
        self.internal.add_all(&common.internal);
    }
}
