/** The seed's menu: what is clicked, and what it is called. */
export interface Dish {
  id: string;
  name: string;
  words: string;
  price: string;
}

export interface Course {
  name: string;
  dishes: Dish[];
}

export const COURSES: Course[] = [
  {
    name: 'Entrées',
    dishes: [
      { id: 'entree_1', name: 'Charred leek tart', words: 'Goat’s curd, hazelnut, thyme honey', price: '14' },
      { id: 'entree_2', name: 'Saffron risotto', words: 'Carnaroli rice, roasted fennel, lemon', price: '17' },
      { id: 'entree_3', name: 'Braised short rib', words: 'Celeriac purée, pickled shallot, jus', price: '23' },
      { id: 'entree_4', name: 'Miso aubergine', words: 'Black sesame, spring onion, brown rice', price: '16' },
    ],
  },
  {
    name: 'Drinks',
    dishes: [
      { id: 'drink_1', name: 'Garden spritz', words: 'Elderflower, cucumber, soda', price: '8' },
      { id: 'drink_2', name: 'Cold brew tonic', words: 'Single origin, orange peel', price: '6' },
      { id: 'drink_3', name: 'Yuzu lemonade', words: 'Yuzu, mint, a little salt', price: '6' },
      { id: 'drink_4', name: 'Smoked old fashioned', words: 'Rye, maple, cherry wood', price: '12' },
    ],
  },
];
