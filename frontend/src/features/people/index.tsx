export { PeopleScreen } from './PeopleScreen'
export { PersonScreen } from './PersonScreen'
